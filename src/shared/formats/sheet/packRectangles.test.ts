import { expect, test } from 'vitest';
import { packRectangles } from './packRectangles.ts';

/** Width and height that the rectangles take together. */
function extent(sizes: readonly (readonly [number, number])[], width?: number): readonly [number, number] {
  const places = packRectangles(
    sizes.map(([w, h]) => ({ width: w, height: h })),
    { layout: 'packed', ...(width !== undefined && { width }) },
  );
  return [
    Math.max(...places.map((each) => each.x + each.width)),
    Math.max(...places.map((each) => each.y + each.height)),
  ];
}

test('frames of much the same size make no strip, though one would be the smallest', () => {
  const sizes = Array.from({ length: 12 }, (_, i) => [20 + (i % 5), 18 - (i % 4)] as const);
  const [width, height] = extent(sizes);
  expect(Math.max(width, height) / Math.min(width, height)).toBeLessThanOrEqual(2);
});

test('what fits in no other way may be a strip, and so may what is asked for', () => {
  expect(extent([[90, 10]])).toEqual([90, 10]);
  expect(
    extent(
      Array.from({ length: 9 }, () => [10, 10] as const),
      10,
    ),
  ).toEqual([10, 90]);
});
