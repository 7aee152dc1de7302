import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nearestEntry } from './nearestEntry.ts';

const value = (reach: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.double({ min: -reach, max: reach, noNaN: true }),
    fc.integer({ min: -8, max: 8 }).map((i) => (i * reach) / 8),
  );
const color = fc.tuple(
  value(0.6).map((lightness) => lightness + 0.5),
  value(0.5),
  value(0.5),
);

test('finds the entry that a comparison with all of them finds, the first of equals', () => {
  fc.assert(
    fc.property(
      fc.array(color, { minLength: 1, maxLength: 255 }),
      fc.array(color, { minLength: 1, maxLength: 60 }),
      (palette, colors) => {
        const entries = Float32Array.from(palette.flat());
        const nearest = nearestEntry(entries);
        // What lies about halfway between two entries is told apart by rounding alone.
        const halfway = colors.map((one, i) =>
          one.map((value, k) => (value + (entries[3 * (i % palette.length) + k] ?? 0)) / 2),
        );
        const asked = [...colors, ...halfway, ...palette];
        const found = asked.map(([lightness = 0, a = 0, b = 0]) => nearest(lightness, a, b));
        expect(found).toEqual(asked.map((one) => nearestOfAll(entries, one)));
      },
    ),
    { seed: 6, numRuns: process.env.CELKILN_LONG === '1' ? 5000 : 100 },
  );
});

test('no entries at all', () => {
  expect(nearestEntry(new Float32Array())(0.5, 0, 0)).toBe(0);
});

function nearestOfAll(entries: Float32Array, color: readonly number[]): number {
  const distances = Array.from({ length: entries.length / 3 }, (_, entry) => {
    const [l = 0, a = 0, b = 0] = color.map((value, k) => value - (entries[3 * entry + k] ?? 0));
    return l * l + a * a + b * b;
  });
  return distances.indexOf(Math.min(...distances));
}
