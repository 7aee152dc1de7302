import { expect, test } from 'vitest';
import { gray, grayToRgba } from '../sprite/color.ts';
import { offPalette } from './offPalette.ts';
import { colorToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

const MIDDLE = grayToRgba(gray(128));
const { lightness } = colorToOklab(MIDDLE);

/** Greys that are so much lighter than the palette's only colour. */
function greys(...steps: readonly number[]): SettledFrame {
  const flags = new Uint8Array(steps.length).fill(1);
  return {
    colors: Float32Array.from(steps.flatMap((step) => [lightness + step, 0, 0])),
    opaque: flags,
    coverage: flags,
    still: flags,
  };
}

test('tells how far colours are from their entries, where there are any', () => {
  const frames = [greys(0, 0.05, 0.11, -0.2, 0.4), greys(0.4)];
  const indices = [Uint8Array.of(1, 1, 1, 1, 0), Uint8Array.of(1)];
  const { share, maps } = offPalette(frames, indices, [0, MIDDLE]);
  expect(maps.map((map) => [...map])).toEqual([[0, 51, 112, 204, 0], [255]]);
  expect(share).toBe(600);
});

test('nothing is off where nothing is opaque', () => {
  const { share, maps } = offPalette([greys(0.4)], [Uint8Array.of(0)], [0]);
  expect([share, ...(maps[0] ?? [])]).toEqual([0, 0]);
});
