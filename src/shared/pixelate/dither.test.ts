import { expect, test } from 'vitest';
import { DITHERS } from '../clip/clipSettings.ts';
import { gray, grayToRgba } from '../sprite/color.ts';
import { assignIndices } from './assignIndices.ts';
import { blueNoise } from './blueNoise.ts';
import { colorToOklab, oklabToColor } from './oklab.ts';
import type { SettledFrame } from './settle.ts';
import { thresholds } from './thresholds.ts';

const [dark, light] = [grayToRgba(gray(60)), grayToRgba(gray(180))];
const [low, high] = [colorToOklab(dark).lightness, colorToOklab(light).lightness];

/** A frame of greys between dark (0) and light (1). */
function frame(width: number, height: number, shareAt: (x: number, y: number) => number): SettledFrame {
  const cells = width * height;
  const colors = new Float32Array(3 * cells);
  for (let i = 0; i < cells; i++) colors[3 * i] = low + (high - low) * shareAt(i % width, Math.floor(i / width));
  const all = new Uint8Array(cells).fill(1);
  return { colors, opaque: all, coverage: all, still: all };
}

function drawn(
  shown: SettledFrame,
  width: number,
  dither: (typeof DITHERS)[number],
  steadiness = 0,
): readonly string[] {
  const [indices] = assignIndices([shown], [dark, light], { width, steadiness, thresholds: thresholds(dither) });
  return rows(indices, width);
}
const rows = (indices: Uint8Array | undefined, width: number): readonly string[] =>
  Array.from(indices ?? [], (index) => ' .#'[index])
    .join('')
    .match(new RegExp(`.{${width}}`, 'g')) ?? [];

test('a ramp in Bayer patterns', () => {
  const ramp = frame(16, 4, (x) => x / 15);
  expect(drawn(ramp, 16, 'none')).toEqual([
    '........########',
    '........########',
    '........########',
    '........########',
  ]);
  const [first, second] = ['....#.#.#.######', '.......#.#.#.###'];
  expect(drawn(ramp, 16, 'bayer2')).toEqual([first, second, first, second]);
  expect(drawn(ramp, 16, 'bayer4')).toEqual(['....#.#.########', '.....#.#.#.#####', first, second]);
});

test('half of the places where the colour lies halfway, a quarter at a quarter, by every pattern', () => {
  for (const dither of DITHERS.filter((name) => name !== 'none')) {
    for (const share of [0.25, 0.5, 0.75]) {
      // Exactly halfway both entries are nearest; what is a hair off is not.
      const shown = drawn(
        frame(32, 32, () => share + 1e-4),
        32,
        dither,
      ).join('');
      expect([dither, share, shown.replaceAll('.', '').length / 1024]).toEqual([dither, share, share]);
    }
  }
});

test('what is nearly an entry stays flat', () => {
  expect(
    drawn(
      frame(8, 2, () => 0.02),
      8,
      'bayer8',
    ),
  ).toEqual(['........', '........']);
});

test('the pattern stands still where the colour only trembles', () => {
  const shaking = [0.4, 0.42, 0.39, 0.43, 0.4].map((share) => frame(16, 16, () => share));
  for (const dither of DITHERS) {
    const steady = { width: 16, steadiness: 0.03, thresholds: thresholds(dither) };
    const [first, ...others] = assignIndices(shaking, [dark, light], steady);
    for (const other of others) expect(other).toEqual(first);
  }
});

test('only the two nearest entries are mixed', () => {
  const four = [0, 0.4, 0.8, 1].map((lightness) => oklabToColor({ lightness, a: 0, b: 0 }));
  const color = { ...frame(16, 16, () => 0), colors: new Float32Array(3 * 256) };
  color.colors.forEach((_, i) => {
    if (i % 3 === 0) color.colors[i] = 0.55;
  });
  const [indices] = assignIndices([color], four, { width: 16, steadiness: 0, thresholds: thresholds('blue') });
  expect(new Set(indices)).toEqual(new Set([2, 3]));
});

test('blue noise has every rank once and no clumps', () => {
  const [side, ranks] = [16, blueNoise(16)];
  expect([...ranks].toSorted((p, q) => p - q)).toEqual(Array.from({ length: 256 }, (_, i) => i));
  // Of the first eighth of the places, around the tile's edges too, none are neighbours.
  const first = [...ranks.keys()].filter((at) => (ranks[at] ?? 0) < 32);
  const apart = (p: number, q: number): number => Math.min(Math.abs(p - q), side - Math.abs(p - q));
  const distances = first.flatMap((one, i) =>
    first.slice(i + 1).map((other) => Math.hypot(apart(one % side, other % side), apart(one >> 4, other >> 4))),
  );
  expect(Math.min(...distances)).toBeGreaterThan(1.5);
  expect(blueNoise(16)).toEqual(ranks);
});
