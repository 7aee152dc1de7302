import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ditherPartner } from './ditherPartner.ts';

const lab = fc.tuple(
  fc.integer({ min: 0, max: 100 }).map((value) => value / 100),
  fc.integer({ min: -30, max: 30 }).map((value) => value / 100),
  fc.integer({ min: -30, max: 30 }).map((value) => value / 100),
);

/** Error of the best mixture of two entries for a colour, with what its dots count. */
function errorOf(color: Float32Array, entries: Float32Array, best: number, k: number): number {
  const values = [0, 1, 2].map((i) => [color[i] ?? 0, entries[best + i] ?? 0, entries[k + i] ?? 0] as const);
  const alone = values.reduce((sum, [at, from]) => sum + (at - from) ** 2, 0);
  const along = values.reduce((sum, [at, from, to]) => sum + (at - from) * (to - from), 0);
  const squared = values.reduce((sum, [, from, to]) => sum + (to - from) ** 2, 0);
  if (along <= 0) return alone;
  const share = along / squared;
  return alone - share * along + 0.2 * share * (1 - share) * squared;
}

test('no other partner mixes better, and there is one where a mixture is better than the entry alone', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(lab, { minLength: 1, maxLength: 60 }), fc.integer({ min: 0, max: 5 }), (colors, share) => {
      const entries = Float32Array.from(colors.flat());
      // Between the first two of them.
      const [one = [0, 0, 0], other = one] = colors;
      const color = Float32Array.from(one, (value, k) => value + (share / 10) * ((other[k] ?? 0) - value));
      const far = colors.map((_, i) => errorOf(color, entries, 3 * i, 3 * i));
      const best = 3 * far.indexOf(Math.min(...far));
      const partner = ditherPartner(entries)(color, best);
      const errors = colors.map((_, i) => errorOf(color, entries, best, 3 * i));
      const least = Math.min(...errors);
      if (partner >= 0) found++;
      if (partner >= 0) expect(errors[partner / 3]).toBeCloseTo(least, 10);
      else if ((far[best / 3] ?? 0) >= 0.012 ** 2) expect(least).toBeCloseTo(far[best / 3] ?? 0, 10);
    }),
    { seed: 4, numRuns: process.env.CELKILN_LONG === '1' ? 20_000 : 500 },
  );
  expect(found).toBeGreaterThan(100);
});
