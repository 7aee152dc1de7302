import { expect, test } from 'vitest';
import { estimatedProgress } from './progress.ts';

test('progress rises with age, and stays below what a ready video has', () => {
  expect(estimatedProgress('queued', 100, 120)).toBe(5);
  expect([-5, 0, 60, 120, 180, 1e9].map((age) => estimatedProgress('dreaming', age, 120))).toEqual([
    10, 10, 39, 57, 68, 85,
  ]);
});
