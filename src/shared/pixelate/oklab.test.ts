import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { colorToOklab, oklabToColor } from './oklab.ts';

test('the published examples', () => {
  const white = colorToOklab(rgba(255, 255, 255));
  expect(white.lightness).toBeCloseTo(1, 4);
  expect(Math.hypot(white.a, white.b)).toBeLessThan(1e-4);
  const red = colorToOklab(rgba(255, 0, 0));
  expect([red.lightness, red.a, red.b].map((value) => value.toFixed(3))).toEqual(['0.628', '0.225', '0.126']);
});

test('every colour comes back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (color) => {
      const opaque = (color | 0xff000000) >>> 0;
      expect(oklabToColor(colorToOklab(opaque))).toBe(opaque);
    }),
    { seed: 1, numRuns: process.env.CELKILN_LONG === '1' ? 100_000 : 500 },
  );
});
