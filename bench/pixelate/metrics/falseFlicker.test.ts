import { expect, test } from 'vitest';
import { falseFlicker } from './falseFlicker.ts';
import { pictures } from './pictures.ts';

test('of the eight pixels that stay, one changes and one vanishes', () => {
  const truth = pictures(`
    rrrrr
    .gggg

    rrrrg
    ggggg`);
  const result = pictures(`
    rrrrr
    .gggg

    rr#.g
    ggggg`);
  expect(falseFlicker(truth, result)).toBe(250);
});

test('a wrong colour that stays is no flicker', () => {
  const truth = pictures(`
    rr

    rr`);
  const result = pictures(`
    #r

    #r`);
  expect(falseFlicker(truth, result)).toBe(0);
});
