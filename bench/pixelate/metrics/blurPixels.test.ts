import { expect, test } from 'vitest';
import { blurPixels } from './blurPixels.ts';
import { pictures } from './pictures.ts';

test('a pixel between black and white is a blend, across or down', () => {
  const blurred = pictures(`
    ##+ww
    ##www
    ##www`);
  expect(blurPixels(blurred)).toBeCloseTo(100 / 15);
  expect(
    blurPixels(
      pictures(`
        #
        +
        w`),
    ),
  ).toBeCloseTo(100 / 3);
});

test('a colour of its own, or one beside clear pixels, is none', () => {
  expect(blurPixels(pictures('##bww'))).toBe(0);
  expect(blurPixels(pictures('##+..'))).toBe(0);
  expect(blurPixels(pictures('##www'))).toBe(0);
});
