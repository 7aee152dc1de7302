import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba, toHex } from '../../../shared/sprite/color.ts';
import { cssColor, fromHsv, fromOklch, markOn, mostChroma, toHsv, toOklch, withAlpha } from './colorSpaces.ts';

const color = fc
  .tuple(fc.nat(255), fc.nat(255), fc.nat(255), fc.nat(255))
  .map(([r, g, b, a]) => [rgba(r, g, b, a), a] as const);

test('HSV gives every colour back exactly', () => {
  fc.assert(fc.property(color, ([each, opacity]) => fromHsv(toHsv(each), opacity) === each));
});

test('OKLCH gives every colour back exactly', () => {
  fc.assert(fc.property(color, ([each, opacity]) => fromOklch(toOklch(each), opacity) === each));
});

test('known colours have their published OKLCH values', () => {
  const orange = toOklch(rgba(255, 0, 0));
  expect(orange.lightness).toBeCloseTo(62.8, 1);
  expect(orange.chroma).toBeCloseTo(25.77, 1);
  expect(orange.hue).toBeCloseTo(29.23, 1);
  expect(toOklch(rgba(255, 255, 255)).lightness).toBeCloseTo(100, 2);
});

test('a colour that no screen shows keeps its hue and lightness', () => {
  const wanted = { lightness: 70, chroma: 33, hue: 150 };
  expect(mostChroma(70, 150)).toBeLessThan(25);
  const shown = toOklch(fromOklch(wanted));
  expect(shown.lightness).toBeCloseTo(70, 0);
  expect(Math.abs(shown.hue - 150)).toBeLessThan(1.5);
  expect(Math.abs(shown.chroma - mostChroma(70, 150))).toBeLessThan(0.5);
});

test('gray keeps the hue it was given', () => {
  expect(toHsv(rgba(90, 90, 90), 210).hue).toBe(210);
  expect(toOklch(rgba(90, 90, 90), 210).hue).toBe(210);
});

test('primary colours lie at their hues', () => {
  expect(toHsv(rgba(255, 0, 0))).toEqual({ hue: 0, saturation: 100, value: 100 });
  expect(toHsv(rgba(0, 255, 0)).hue).toBe(120);
  expect(toHsv(rgba(0, 0, 255)).hue).toBe(240);
  expect(toHex(fromHsv({ hue: 60, saturation: 50, value: 100 }))).toBe('#ffff80');
});

test('marks stand out from what they lie on', () => {
  expect(markOn(rgba(255, 240, 120))).toBe('#000');
  expect(markOn(rgba(40, 20, 90))).toBe('#fff');
});

test('CSS gets the alpha as a part of one', () => {
  expect(cssColor(withAlpha(rgba(1, 2, 3), 51))).toBe('rgb(1 2 3 / 0.200)');
});
