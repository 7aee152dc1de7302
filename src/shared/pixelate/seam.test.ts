import { expect, test } from 'vitest';
import type { Moment } from './moments.ts';
import { seam } from './seam.ts';

/** A walk around a circle of eight steps, then another one. */
const circle = Array.from({ length: 16 }, (_, i) =>
  Float32Array.from([Math.cos((Math.PI * i) / 4), Math.sin((Math.PI * i) / 4), 0]),
);
const moments = (...numbers: readonly number[]): readonly Moment[] => numbers.map((number) => ({ number, count: 1 }));

test('the jump of what is shown, in steps', () => {
  expect(seam(moments(0, 1, 2, 3, 4, 5, 6, 7), circle, [])).toBeCloseTo(0);
  expect(seam(moments(0, 1, 2, 3, 4, 5, 6), circle, [])).toBeCloseTo(1);
  expect(seam(moments(0, 1, 2, 3), circle, [])).toBeCloseTo(2 / Math.hypot(1 - Math.SQRT1_2, Math.SQRT1_2));
  // To the end of the clip there is no next frame: one step back to the first is as good as any.
  expect(seam(moments(8, 9, 10, 11, 12, 13, 14, 15), circle, [])).toBeCloseTo(0);
  expect(seam(moments(3, 2, 1, 0), circle, [])).toBeGreaterThan(1);
});

test('that of a loop is what was found for it, also with fewer frames', () => {
  const loops = [{ start: 0, length: 8, seam: 0.04 }];
  expect(seam(moments(0, 1, 2, 3, 4, 5, 6, 7), circle, loops)).toBe(0.04);
  expect(
    seam(
      [
        { number: 0, count: 5 },
        { number: 5, count: 3 },
      ],
      circle,
      loops,
    ),
  ).toBe(0.04);
});

test('there is no telling where nothing moves', () => {
  const still = circle.map(() => Float32Array.of(0.5, 0, 0));
  expect(seam(moments(0, 1, 2), still, [])).toBeNull();
  expect(seam(moments(0), circle, [])).toBeNull();
  expect(seam([], circle, [])).toBeNull();
});
