import { expect, test } from 'vitest';
import { alphaFlicker } from './alphaFlicker.ts';
import { pictures } from './pictures.ts';

test('what appears or vanishes against the truth', () => {
  const truth = pictures(`
    rrrr....

    rrrr...r`);
  const result = pictures(`
    rrrr....

    rr.gr...`);
  // Of the first four and the one that appears, two change their opacity.
  expect(alphaFlicker(truth, result)).toBe(400);
});
