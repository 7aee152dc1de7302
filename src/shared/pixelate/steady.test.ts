import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gray, grayToRgba, rgba } from '../sprite/color.ts';
import { assignIndices } from './assignIndices.ts';
import { FIELDS } from './cellSamples.ts';
import { durations } from './durations.ts';
import { flicker } from './flicker.ts';
import { mergeOrphans } from './mergeOrphans.ts';
import { colorToOklab } from './oklab.ts';
import { AT_REST, type SettledFrame, settler } from './settle.ts';

/** One cell a frame, of the given grey; small steps are taken for noise over a still source. */
function greys(...values: readonly number[]): readonly SettledFrame[] {
  return values.map((value, t) => {
    const { lightness, a, b } = colorToOklab(grayToRgba(gray(value)));
    return {
      colors: Float32Array.from([lightness, a, b]),
      opaque: Uint8Array.of(1),
      coverage: Uint8Array.of(255),
      still: Uint8Array.of(Math.abs(value - (values[t - 1] ?? 0)) < 5 ? AT_REST : 0),
    };
  });
}
const still = { width: 1, steadiness: 0.03, thresholds: undefined };
const two = [grayToRgba(gray(100)), grayToRgba(gray(120))];

test('noise between two entries does not flicker, real change is not held up', () => {
  const noisy = greys(108, 111, 109, 112, 108, 118, 112, 108);
  expect(assignIndices(noisy, two, still).map(([index]) => index)).toEqual([1, 1, 1, 1, 1, 2, 2, 2]);
  const plain = assignIndices(noisy, two, { ...still, steadiness: 0 });
  expect(plain.map(([index]) => index)).toEqual([1, 2, 1, 2, 1, 2, 2, 1]);
  expect(flicker(noisy, plain).share).toBe(1000);
  expect(flicker(noisy, assignIndices(noisy, two, still)).share).toBe(0);
});

/** Samples of one cell: two greys by lightness, the first one's share, coverage. */
const cell = (first: number, second: number, share: number, coverage: number): Float32Array => {
  const samples = new Float32Array(FIELDS);
  samples.set([first, 0, 0, second, 0, 0, share, coverage]);
  return samples;
};

test('a cell keeps its cluster while the shares are about even', () => {
  const settle = settler({ stick: 0.1, outline: 0, coverage: 0.5 });
  const shown = [0.6, 0.47, 0.46, 0.4, 0.47].map((share) => settle(cell(0.25, 0.75, share, 1)).colors[0]);
  expect(shown).toEqual([0.25, 0.25, 0.25, 0.75, 0.75]);
});

test('a dark line is kept though it covers less', () => {
  const settle = settler({ stick: 0, outline: 0.15, coverage: 0.5 });
  expect(settle(cell(0.25, 0.75, 0.45, 1)).colors[0]).toBe(0.25);
  expect(settle(cell(0.75, 0.25, 0.55, 1)).colors[0]).toBe(0.25);
});

test('where the source stood still, a cell leaves its entry and its colour later', () => {
  const creeping = greys(104, 107, 110, 113, 116, 120);
  const moving = creeping.map((one) => ({ ...one, still: Uint8Array.of(0) }));
  const indicesOf = (frames: readonly SettledFrame[]): readonly (number | undefined)[] =>
    assignIndices(frames, two, { ...still, steadiness: 0.02 }).map(([index]) => index);
  expect(indicesOf(moving)).toEqual([1, 1, 1, 2, 2, 2]);
  expect(indicesOf(creeping)).toEqual([1, 1, 1, 1, 2, 2]);
  const settle = settler({ stick: 0.1, outline: 0, coverage: 0.5 });
  settle(cell(0.25, 0.75, 0.6, 1));
  expect(settle(cell(0.25, 0.745, 0.4, 1)).colors[0]).toBeCloseTo(0.745);
});

test('a cell turns opaque late and stays so', () => {
  const settle = settler({ stick: 0.1, outline: 0, coverage: 0.5 });
  const opaque = [0.52, 0.45, 0.38, 0.55, 0.62].map((coverage) => settle(cell(0.5, 0.5, 1, coverage)).opaque[0]);
  expect(opaque).toEqual([1, 1, 0, 0, 1]);
});

const entries = { '.': 0, a: 1, b: 2, w: 3, c: 4 };
const colors = [rgba(100, 60, 60), rgba(112, 66, 64), rgba(250, 250, 250), rgba(130, 80, 80)];
const frame = (...rows: readonly string[]): Uint8Array =>
  Uint8Array.from(rows.join(''), (char) => Object.entries(entries).find(([name]) => name === char)?.[1] ?? 0);
const picture = (indices: Uint8Array | undefined): string =>
  Array.from(indices ?? [], (index) => '.abwc'[index]).join('');

/** Cells that show just what their entries are, or a mixture with the first entry. */
function shown(indices: Uint8Array, ownShare = 1): SettledFrame {
  const first = colorToOklab(colors[0] ?? 0);
  const mixtures = Array.from(indices, (index) => {
    const own = index === 0 ? first : colorToOklab(colors[index - 1] ?? 0);
    return (['lightness', 'a', 'b'] as const).map((axis) => ownShare * own[axis] + (1 - ownShare) * first[axis]);
  });
  return {
    colors: Float32Array.from(mixtures.flat()),
    opaque: indices.map((index) => Math.min(1, index)),
    coverage: indices.map((index) => (index === 0 ? 0 : 255)),
    still: new Uint8Array(indices.length),
  };
}
const merged = (frames: readonly Uint8Array[], ownShare?: number): readonly string[] => {
  const settled = frames.map((indices) => shown(indices, ownShare));
  return mergeOrphans(settled, frames, 4, colors).map(picture);
};

test('a lone shade of its neighbours joins them, even where it stands still', () => {
  const noise = frame('aaaa', 'abaw', 'aaaa');
  const clean = frame('aaaa', 'aaaw', 'aaaa');
  expect(merged([noise])).toEqual([picture(clean)]);
  expect(merged([noise, noise, noise])).toEqual([clean, clean, clean].map(picture));
  const spark = frame('....', '.b..', '....');
  expect(merged([spark])).toEqual([picture(spark)]);
});

test('a lone pixel stays where its own colour was, and goes where a mixture was, unless it stands still', () => {
  const dot = frame('aaaa', 'acaa', 'aaaa');
  const flat = frame('aaaa', 'aaaa', 'aaaa');
  expect(merged([dot])).toEqual([picture(dot)]);
  expect(merged([dot], 0.6)).toEqual([picture(flat)]);
  expect(merged([dot, dot, dot], 0.6)).toEqual([dot, dot, dot].map(picture));
  expect(merged([flat, dot, dot, flat], 0.6)).toEqual([flat, flat, flat, flat].map(picture));
  expect(merged([dot, flat, flat, dot], 0.6)).toEqual([flat, flat, flat, flat].map(picture));
});

test('12 fps keeps its cycle: 83, 84, 83', () => {
  expect(durations([1, 1, 1, 1], 12)).toEqual([83, 84, 83, 83]);
  expect(durations([2, 1, 3], 12)).toEqual([167, 83, 250]);
});

test('durations are the true length to the millisecond', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 90 }),
      fc.integer({ min: 1, max: 60 }),
      (counts, fps) => {
        const spans = durations(counts, fps);
        const frames = counts.reduce((sum, count) => sum + count, 0);
        expect(spans.reduce((sum, span) => sum + span, 0)).toBe(Math.round((frames * 1000) / fps));
        expect(spans.every((span, i) => Math.abs(span - ((counts[i] ?? 0) * 1000) / fps) <= 1)).toBe(true);
      },
    ),
    { seed: 2 },
  );
});
