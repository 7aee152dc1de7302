import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { type AssignOptions, assignIndices } from './assignIndices.ts';
import { colorsToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

type Lab = readonly [number, number, number];

/** One line of cells of these colours, all opaque. */
function lineOf(colors: readonly Lab[]): SettledFrame {
  const all = new Uint8Array(colors.length).fill(1);
  return { colors: Float32Array.from(colors.flat()), opaque: all, coverage: all, still: all };
}

/** The numbers of the entries that such cells get, counted from 0. */
function entriesFor(colors: readonly Lab[], palette: readonly number[], pattern?: number): readonly number[] {
  const thresholds: AssignOptions['thresholds'] =
    pattern === undefined ? undefined : { side: 1, values: Float32Array.of(pattern) };
  const [indices] = assignIndices([lineOf(colors)], palette, { width: colors.length, steadiness: 0, thresholds });
  return Array.from(indices ?? [], (index) => index - 1);
}

/** As they are in single precision. */
function labsOf(values: Float32Array): readonly Lab[] {
  return Array.from({ length: values.length / 3 }, (_, i) => {
    const [l = 0, a = 0, b = 0] = values.subarray(3 * i);
    return [l, a, b];
  });
}

const value = (reach: number): fc.Arbitrary<number> =>
  fc.oneof(
    fc.double({ min: -reach, max: reach, noNaN: true }),
    fc.integer({ min: -8, max: 8 }).map((i) => (i * reach) / 8),
  );
const lab = fc.tuple(
  value(0.6).map((lightness) => lightness + 0.5),
  value(0.5),
  value(0.5),
);
const color = fc.integer({ min: 0, max: 0xffffff }).map((rgb) => (rgb | 0xff000000) >>> 0);

test('finds the entry that a comparison with all of them finds, the first of equals', () => {
  fc.assert(
    fc.property(
      fc.array(color, { minLength: 1, maxLength: 255 }),
      fc.array(lab, { minLength: 1, maxLength: 60 }),
      (palette, colors) => {
        const entries = labsOf(colorsToOklab(palette));
        // What lies about halfway between two entries is told apart by rounding alone.
        const halfway = colors.map(([l, a, b], i): Lab => {
          const [toL, toA, toB] = entries[i % entries.length] ?? [0, 0, 0];
          return [(l + toL) / 2, (a + toA) / 2, (b + toB) / 2];
        });
        const asked = labsOf(Float32Array.from([...colors, ...halfway, ...entries].flat()));
        expect(entriesFor(asked, palette)).toEqual(asked.map((one) => nearestOfAll(entries, one)));
      },
    ),
    { seed: 6, numRuns: process.env.CELKILN_LONG === '1' ? 5000 : 100 },
  );
});

function nearestOfAll(entries: readonly Lab[], color: Lab): number {
  const distances = entries.map((entry) => squaredStep(entry, color));
  return distances.indexOf(Math.min(...distances));
}

function squaredStep(one: Lab, other: Lab): number {
  return (one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2 + (one[2] - other[2]) ** 2;
}

/** Error of the best mixture of two entries for a colour, with what its dots count. */
function mixtureError(color: Lab, from: Lab, to: Lab): number {
  const alone = squaredStep(color, from);
  const along = color.reduce((sum, at, k) => sum + (at - (from[k] ?? 0)) * ((to[k] ?? 0) - (from[k] ?? 0)), 0);
  if (along <= 0) return alone;
  const squared = squaredStep(from, to);
  const share = along / squared;
  return alone - share * along + 0.2 * share * (1 - share) * squared;
}

test('no other partner mixes better, and there is one where a mixture is better than the entry alone', () => {
  let found = 0;
  fc.assert(
    fc.property(fc.array(color, { minLength: 2, maxLength: 60 }), fc.integer({ min: 0, max: 5 }), (palette, share) => {
      const entries = labsOf(colorsToOklab(palette));
      const [one = [0, 0, 0], other = one] = entries;
      // Between the first two of them.
      const between = one.map((at, k) => at + (share / 10) * ((other[k] ?? 0) - at));
      const [color = one] = labsOf(Float32Array.from(between));
      const best = nearestOfAll(entries, color);
      const partner = partnerOf(color, palette, best);
      const errors = entries.map((entry) => mixtureError(color, entries[best] ?? entry, entry));
      const least = Math.min(...errors);
      const alone = squaredStep(color, entries[best] ?? color);
      if (partner !== undefined) found++;
      if (partner !== undefined) expect(errors[partner]).toBeCloseTo(least, 10);
      else if (alone >= 0.012 ** 2) expect(least).toBeCloseTo(alone, 10);
    }),
    { seed: 4, numRuns: process.env.CELKILN_LONG === '1' ? 20_000 : 500 },
  );
  expect(found).toBeGreaterThan(100);
});

/** By one end of a pattern or the other the partner is taken, whichever of the two is lighter. */
function partnerOf(color: Lab, palette: readonly number[], best: number): number | undefined {
  const taken = [0, 1].flatMap((pattern) => entriesFor([color], palette, pattern));
  return taken.find((entry) => entry !== best);
}

test('cells keep their entries apart from what is not opaque', () => {
  const palette = [rgba(20, 20, 20), rgba(240, 240, 240)];
  const [dark = [0, 0, 0], light = dark] = labsOf(colorsToOklab(palette));
  const frame = { ...lineOf([dark, light, light, dark]), opaque: Uint8Array.of(1, 0, 1, 1) };
  const [indices] = assignIndices([frame], palette, { width: 4, steadiness: 0, thresholds: undefined });
  expect([...(indices ?? [])]).toEqual([1, 0, 2, 1]);
});

test('no entries at all', () => {
  expect(assignIndices([lineOf([[0.5, 0, 0]])], [], { width: 1, steadiness: 0, thresholds: undefined })).toEqual([
    Uint8Array.of(0),
  ]);
});
