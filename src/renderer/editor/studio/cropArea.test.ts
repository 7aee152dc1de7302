import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CROP_EDGES, cropBetween, dragCrop, withinVideo } from './cropArea.ts';

const VIDEO = { width: 100, height: 60 };
const AREA = { x: 20, y: 10, width: 40, height: 30 };

test.each([
  ['move', 5, -3, [25, 7, 40, 30]],
  ['move', 999, 999, [60, 30, 40, 30]],
  ['e', 10, 99, [20, 10, 50, 30]],
  ['w', -50, 0, [0, 10, 60, 30]],
  ['n', 0, 28, [20, 32, 40, 8]],
  ['se', -99, 99, [20, 10, 8, 50]],
  ['nw', 4.4, 4.6, [24, 15, 36, 25]],
] as const)('%s by (%d, %d)', (handle, dx, dy, [x, y, width, height]) => {
  expect(dragCrop(AREA, handle, dx, dy, VIDEO)).toEqual({ x, y, width, height });
});

test('however it is dragged, it stays whole, within the video and large enough', () => {
  const reach = fc.double({ min: -300, max: 300, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom('move' as const, ...CROP_EDGES), reach, reach, (handle, dx, dy) => {
      const { x, y, width, height } = dragCrop(AREA, handle, dx, dy, VIDEO);
      expect([x, y, width, height].every(Number.isInteger)).toBe(true);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(8);
      expect(x + width).toBeLessThanOrEqual(VIDEO.width);
      expect(y + height).toBeLessThanOrEqual(VIDEO.height);
    }),
  );
});

test('what reaches beyond the picture begins within it', () => {
  expect(withinVideo({ x: -5.5, y: 3.2, width: 200, height: 20 }, VIDEO)).toEqual({
    x: 0,
    y: 3,
    width: 100,
    height: 20,
  });
});

test('a rectangle is drawn in any direction, and not by a mere click', () => {
  expect(cropBetween({ x: 50, y: 40 }, { x: 10, y: 5 }, VIDEO)).toEqual({ x: 10, y: 5, width: 40, height: 35 });
  expect(cropBetween({ x: 50, y: 40 }, { x: 52, y: 41 }, VIDEO)).toBeNull();
});
