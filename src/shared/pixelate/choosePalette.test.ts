import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { choosePalette, type PaletteOptions } from './choosePalette.ts';
import { colorToOklab, type Oklab, oklabDistance } from './oklab.ts';

interface Weighted extends Oklab {
  readonly weight: number;
}
const weighted = (color: number, weight = 1): Weighted => ({ ...colorToOklab((color | 0xff000000) >>> 0), weight });

const paletteOf = (colors: readonly Weighted[], options: PaletteOptions): readonly number[] =>
  choosePalette(Float64Array.from(colors.flatMap(({ lightness, a, b, weight }) => [lightness, a, b, weight])), options);

test('few colours are taken as they are, in ramps from dark to light', () => {
  const drawn = [rgba(250, 250, 250), rgba(20, 20, 20), rgba(200, 60, 60), rgba(120, 30, 30), rgba(60, 90, 200)];
  const palette = paletteOf(
    drawn.map((color) => weighted(color, 5)),
    { colorCount: 16, merge: 0.03 },
  );
  expect(palette).toEqual([
    rgba(20, 20, 20),
    rgba(250, 250, 250),
    rgba(120, 30, 30),
    rgba(200, 60, 60),
    rgba(60, 90, 200),
  ]);
});

test('what looks the same becomes one', () => {
  const colors = [rgba(200, 60, 60), rgba(202, 61, 60), rgba(30, 30, 30)].map((color) => weighted(color));
  expect(paletteOf(colors, { colorCount: 16, merge: 0.03 })).toHaveLength(2);
  expect(paletteOf(colors, { colorCount: 16, merge: 0 })).toHaveLength(3);
});

test('eyes of a few pixels keep their colour beside many shades of steel', () => {
  const steel = Array.from({ length: 40 }, (_, i) => weighted(0x604c48 + 0x030303 * i, 12));
  const noise = Array.from({ length: 40 }, (_, i) => weighted(0x605048 + 0x030303 * i, 1));
  const eye = weighted(0xffe68c, 12);
  const options = { colorCount: 12, merge: 0.02 };
  const farFromEye = (palette: readonly number[]): number =>
    Math.min(...palette.map((color) => oklabDistance(eye, colorToOklab(color))));
  const palette = paletteOf([...steel, ...noise, eye], options);
  expect(palette.length).toBeLessThanOrEqual(12);
  expect(farFromEye(palette)).toBeLessThan(0.02);
  // What is as rare as noise is taken for noise.
  expect(farFromEye(paletteOf([...steel, ...noise, { ...eye, weight: 1 }], options))).toBeGreaterThan(0.05);
});

test('no colour at all gives no palette', () => {
  expect(paletteOf([], { colorCount: 16, merge: 0.03 })).toEqual([]);
});

test('never more colours than asked, all different and opaque, and more of them never fit worse by much', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 0xffffff }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 1, max: 32 }),
      (colors, colorCount) => {
        const histogram = colors.map((color, i) => weighted(color, 1 + (i % 5)));
        const palette = paletteOf(histogram, { colorCount, merge: 0.03 });
        expect(palette.length).toBeLessThanOrEqual(colorCount);
        expect(palette.length).toBeGreaterThan(0);
        expect(new Set(palette).size).toBe(palette.length);
        expect(palette.every((color) => color >>> 24 === 255)).toBe(true);
        if (colorCount < new Set(colors).size) return;
        const worst = Math.max(
          ...histogram.map((one) => Math.min(...palette.map((color) => oklabDistance(one, colorToOklab(color))))),
        );
        expect(worst).toBeLessThan(0.06);
      },
    ),
    { seed: 5, numRuns: process.env.CELKILN_LONG === '1' ? 5000 : 200 },
  );
});
