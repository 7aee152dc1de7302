import { expect, test } from 'vitest';
import { colorHistogram } from './histogram.ts';
import type { SettledFrame } from './settle.ts';

type Lab = readonly [number, number, number];

/** Cells of these colours; one without any is transparent. */
function frameOf(...cells: readonly (Lab | undefined)[]): SettledFrame {
  const flags = Uint8Array.from(cells, (cell) => (cell ? 1 : 0));
  return {
    colors: Float32Array.from(cells.flatMap((cell) => cell ?? [0.9, 0.3, 0.3])),
    opaque: flags,
    coverage: flags,
    still: flags,
  };
}

const DARK: Lab = [0.25, 0, 0];
const LIGHT: Lab = [0.75, 0.125, -0.125];

test('alike colours of all frames are one, which weighs by how many they are', () => {
  const nearly: Lab = [0.2578125, 0, 0];
  const frames = [frameOf(LIGHT, undefined, DARK), frameOf(DARK, nearly, nearly)];
  expect([...colorHistogram(frames, 0.5)]).toEqual([0.25390625, 0, 0, 2, 0.75, 0.125, -0.125, 1]);
  expect([...colorHistogram(frames, 1)].filter((_, i) => i % 4 === 3)).toEqual([4, 1]);
});

test('colours beyond the bins go to the outermost ones', () => {
  const frames = [frameOf([-0.5, -1, -1], [1.5, 1, 1])];
  expect([...colorHistogram(frames, 1)]).toEqual([-0.5, -1, -1, 1, 1.5, 1, 1, 1]);
});

test('what is transparent has no colour', () => {
  expect(colorHistogram([frameOf(undefined, undefined), frameOf()], 0.5)).toHaveLength(0);
  expect(colorHistogram([], 0.5)).toHaveLength(0);
});
