import fc from 'fast-check';
import { expect, test } from 'vitest';
import { classAt, SUBJECT, SURE } from './classAt.ts';
import { classWithin, MIXED } from './classWithin.ts';

const share = (least: number, most: number): fc.Arbitrary<number> => fc.double({ min: least, max: most, noNaN: true });
const lab = fc.tuple(share(0, 1), share(-0.3, 0.3), share(-0.3, 0.3));

/** The backdrop's colour at four samples, and colours of which many are near it or are its shadow. */
const cases = fc
  .record({
    middle: lab,
    spread: fc.constantFrom(0, 0.0005, 0.005, 0.05),
    steps: fc.array(share(-1, 1), { minLength: 12, maxLength: 12 }),
    light: share(0.5, 1.2),
    off: fc.tuple(share(-1, 1), share(-1, 1), share(-1, 1)),
    reach: fc.constantFrom(0.002, 0.03, 0.1, 0.5),
    sure: share(0.01, 0.15),
    soft: share(0.04, 0.25),
    removesShadow: fc.boolean(),
  })
  .map(({ middle, spread, steps, light, off, reach, sure, soft, removesShadow }) => ({
    field: Float32Array.from(steps, (step, i) => (middle[i % 3] ?? 0) + spread * step),
    color: Float32Array.from(middle, (value, k) => light * value + reach * (off[k] ?? 0)),
    limits: { sure, soft: Math.max(sure, soft), removesShadow },
  }));

test('what is told of a colour for a whole area holds at each of its samples', () => {
  const told = new Map<number, number>();
  fc.assert(
    fc.property(cases, ({ field, color, limits }) => {
      const [l = 0, a = 0, b = 0] = color;
      const anywhere = classWithin(field, 2, { left: 0, top: 0, right: 2, bottom: 2 }, limits)(l, a, b);
      told.set(anywhere, (told.get(anywhere) ?? 0) + 1);
      if (anywhere === MIXED) return;
      for (const sample of [0, 1, 2, 3]) expect(classAt(field, 3 * sample, color, 0, limits)).toBe(anywhere);
    }),
    { seed: 9, numRuns: process.env.CELKILN_LONG === '1' ? 50_000 : 2000 },
  );
  // It would be of no use if it hardly ever knew.
  expect(told.get(MIXED)).toBeLessThan((told.get(SUBJECT) ?? 0) + (told.get(SURE) ?? 0));
});
