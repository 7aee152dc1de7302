import { expect, test } from 'vitest';
import { pivot } from './pivot.ts';

const frame = (...rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (char) => (char === '.' ? 0 : 1));

test('the middle of the lowest line, in the middle of the frames', () => {
  const standing = frame('..##..', '..##..', '.#..#.', '......');
  expect(pivot([standing], 6)).toEqual({ x: 2, y: 2 });
  const landed = frame('......', '..##..', '..##..', '#....#');
  const jumping = frame('...##.', '......', '......', '......');
  expect(pivot([jumping, landed, standing], 6)).toEqual({ x: 2, y: 2 });
});

test('empty frames do not count, and nothing stands where all are empty', () => {
  const empty = frame('...', '...');
  expect(pivot([empty, frame('...', '..#'), empty], 3)).toEqual({ x: 2, y: 1 });
  expect(pivot([empty, empty], 3)).toBeNull();
  expect(pivot([], 3)).toBeNull();
});
