import { expect, test } from 'vitest';
import { hit } from './hit.ts';
import { pictures } from './pictures.ts';

test('near colours count, wrong and missing ones do not', () => {
  const truth = pictures(`
    rrrr
    ....`);
  const result = pictures(`
    rRg.
    rrrr`);
  expect(hit(truth, result).percent).toBe(50);
  expect(hit(truth, truth)).toEqual({ percent: 100, error: 0 });
});

test('the error is the mean of those that are there', () => {
  const { error } = hit(pictures('r#..'), pictures('rw..'));
  expect(error).toBeCloseTo(0.4, 0);
  expect(error).toBeLessThan(0.5);
});
