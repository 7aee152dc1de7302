import { expect, test } from 'vitest';
import { matteOverlap } from './matteOverlap.ts';
import { pictures } from './pictures.ts';

test('shared pixels over all pixels, whatever their colour', () => {
  const truth = pictures(`
    .rrr.
    .rrr.`);
  const result = pictures(`
    .gg..
    .ggg#`);
  expect(matteOverlap(truth, result)).toBeCloseTo(5 / 7);
  expect(matteOverlap(pictures('..'), pictures('..'))).toBe(1);
});
