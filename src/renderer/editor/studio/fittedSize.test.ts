import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fittedSize, leavesBars } from './fittedSize.ts';

const size = (width: number, height: number) => ({ width, height });

test('frames take the proportions and keep their longer side, within what frames may have', () => {
  expect(fittedSize(size(1280, 720), size(64, 64))).toEqual(size(64, 36));
  expect(fittedSize(size(720, 1280), size(48, 64))).toEqual(size(36, 64));
  expect(fittedSize(size(4000, 100), size(64, 64))).toEqual(size(64, 8));
});

test('a picture of other proportions leaves bars, one of its own does not', () => {
  expect(leavesBars(size(1280, 720), size(64, 64))).toBe(true);
  expect(leavesBars(size(1280, 720), size(64, 36))).toBe(false);
  expect(leavesBars(size(1000, 998), size(64, 64))).toBe(false);
});

test('what is fitted is within bounds, and leaves no bars', () => {
  const side = fc.integer({ min: 1, max: 8000 });
  const pixels = fc.integer({ min: 8, max: 512 });
  fc.assert(
    fc.property(side, side, pixels, pixels, (width, height, wide, high) => {
      const picture = size(width, height);
      const fitted = fittedSize(picture, size(wide, high));
      expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(8);
      expect(Math.max(fitted.width, fitted.height)).toBe(Math.max(wide, high));
      expect(leavesBars(picture, fitted)).toBe(false);
    }),
    { seed: 3 },
  );
});
