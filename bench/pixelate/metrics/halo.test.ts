import { expect, test } from 'vitest';
import { halo } from './halo.ts';
import { GREY_BACKDROP, pictures } from './pictures.ts';

test('edge pixels with the backdrop in them, where the truth has colour and where it has none', () => {
  const truth = pictures(`
    .....
    .rrr.
    .rrr.
    .....`);
  const result = pictures(`
    .....
    .hrrh
    .r#r.
    .....`);
  const backdrop = new Uint32Array(20).fill(GREY_BACKDROP);
  // Of the seven edge pixels two are tinted; black is wrong, but no halo.
  expect(halo(truth, result, backdrop)).toBeCloseTo(200 / 7);
  expect(halo(truth, truth, backdrop)).toBe(0);
});

test('the inside is no edge', () => {
  const truth = pictures(`
    rrr
    rrr
    rrr`);
  const result = pictures(`
    rrr
    rhr
    rrr`);
  expect(halo(truth, result, new Uint32Array(9).fill(GREY_BACKDROP))).toBe(0);
});
