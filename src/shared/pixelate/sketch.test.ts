import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import type { RawVideo } from './rawVideo.ts';
import { sketch, sketchDistance, sketchDistances } from './sketch.ts';
import { toYuv } from './testing/paintVideo.ts';

const videoOf = (width: number, height: number): RawVideo => {
  return { width, height, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
};

test('a spot is the mean of what it covers', () => {
  const [dark, bright] = [rgba(40, 28, 36), rgba(244, 204, 96)];
  const rows = (width: number, height: number, colorAt: (x: number, y: number) => number): readonly string[] => {
    const spots = sketch(toYuv(width, height, colorAt), videoOf(width, height));
    return Array.from({ length: 24 }, (_, y) =>
      Array.from({ length: 48 }, (_, x) => Math.floor(10 * (spots[3 * (y * 48 + x)] ?? 0))).join(''),
    ).filter((row, i, all) => row !== all[i - 1]);
  };
  const checks = (x: number, y: number): number => (x < 48 === y < 24 ? dark : bright);
  expect(rows(96, 48, checks)).toEqual(['2'.repeat(24) + '8'.repeat(24), '8'.repeat(24) + '2'.repeat(24)]);
  // Stripes as wide as a chroma sample: in the smaller picture that is a spot, in the larger one half of it.
  const stripes = (x: number): number => (x % 4 < 2 ? dark : bright);
  expect(rows(96, 48, stripes)).toEqual(['28'.repeat(24)]);
  expect(rows(192, 96, stripes)).toEqual(['5'.repeat(48)]);
});

test('a picture of one chroma sample, and one of a single row', () => {
  const grey = (width: number, height: number): Uint8Array => toYuv(width, height, () => rgba(128, 128, 128));
  for (const [width, height] of [
    [2, 2],
    [200, 2],
    [2, 200],
  ] as const) {
    const spots = sketch(grey(width, height), videoOf(width, height));
    expect(spots).toHaveLength(3 * (width === height ? 48 * 48 : 48));
    expect(spots.every((value, i) => Math.abs(value - (i % 3 === 0 ? 0.6 : 0)) < 0.01)).toBe(true);
  }
});

test.each([3, 48, 3 * 48 * 27])('distances of all pairs of sketches of %i values', (size) => {
  const sketches = Array.from({ length: 40 }, (_, i) =>
    Float32Array.from({ length: size }, (_, k) => Math.sin(i * 7.3 + k * 1.9 + (i * k) / 11)),
  );
  const [least, most] = [6, 20];
  const { neighbours, jumps } = sketchDistances(sketches, least, most);
  const lengths = [1, ...jumps.map((_, i) => least + i)];
  expect(lengths.at(-1)).toBe(most);
  for (const [row, distances] of [neighbours, ...jumps].entries()) {
    const length = lengths[row] ?? 0;
    expect(distances).toHaveLength(sketches.length - length);
    for (const [i, distance] of distances.entries()) {
      const [one = new Float32Array(), other = new Float32Array()] = [sketches[i], sketches[i + length]];
      const sum = one.reduce((sum, value, k) => sum + (value - (other[k] ?? 0)) ** 2, 0);
      expect(distance).toBeCloseTo(Math.sqrt((3 * sum) / size), 6);
      expect(distance).toBe(sketchDistance(one, other));
    }
  }
});

test('there may be no sketches, or too few for any length', () => {
  expect(sketchDistances([], 6, -1)).toEqual({ neighbours: new Float64Array(), jumps: [] });
  expect(sketchDistances([Float32Array.of(1, 0, 0)], 6, 0)).toEqual({ neighbours: new Float64Array(), jumps: [] });
});
