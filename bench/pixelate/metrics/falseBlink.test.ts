import { expect, test } from 'vitest';
import { falseBlink } from './falseBlink.ts';
import { pictures } from './pictures.ts';

test('there and back is a blink; a change that stays is none, nor one that the truth has', () => {
  const truth = pictures(`
    rrrr

    rrrg

    rrrr`);
  const result = pictures(`
    rrrr

    r##g

    rr#r`);
  expect(falseBlink(truth, result)).toBeCloseTo(333.3, 1);
});
