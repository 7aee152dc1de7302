import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { kernel } from './kernel/kernel.ts';
import { borderSamples, colorsOf, type PictureSamples, SAMPLE_BYTES, samplesAllOver } from './pictureSamples.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { toYuv } from './testing/paintVideo.ts';

const videoOf = (width: number, height: number): RawVideo => {
  return { width, height, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
};
const [dark, bright] = [rgba(40, 28, 36), rgba(244, 204, 96)];

/** The samples where they lie in the picture: by the side that they are from, bright ones as capitals. */
function shown(samples: PictureSamples, width: number, height: number): readonly string[] {
  const rows = Array.from({ length: height }, () => new Array<string>(width).fill(' '));
  for (const [i, { lightness }] of colorsOf(samples).entries()) {
    const at = samples.at + i * SAMPLE_BYTES;
    const [x = 0, y = 0] = kernel.view(Float64Array, at, 2);
    const [side = 0] = kernel.view(Int32Array, at + 28, 1);
    const name = 'udlr'[side] ?? '?';
    const row = rows[Math.round(((y + 1) / 2) * height)];
    if (row) row[Math.round(((x + 1) / 2) * width)] = lightness > 0.5 ? name.toUpperCase() : name;
  }
  return rows.map((row) => row.join(''));
}

test('the border of the picture within its bars, and the side that each sample is nearest to', () => {
  const picture: Box = { left: 4, top: 2, right: 44, bottom: 46 };
  const frame = toYuv(48, 48, (x, y) => (x < 24 && y < 24 ? bright : dark));
  const samples = borderSamples([frame], videoOf(48, 48), picture);
  const middle = 'L                  r';
  expect(shown(samples, 20, 22)).toEqual([
    'UUUUUUUUUUuuuuuuuuuu',
    ...Array.from({ length: 10 }, () => middle),
    ...Array.from({ length: 10 }, () => middle.toLowerCase()),
    'dddddddddddddddddddd',
  ]);
});

test('every frame adds its samples, and of larger pictures they lie apart', () => {
  const video = videoOf(640, 400);
  const picture: Box = { left: 0, top: 0, right: 640, bottom: 400 };
  const frames = [dark, bright, dark].map((color) => toYuv(640, 400, () => color));
  for (const [take, least, most] of [
    [borderSamples, 400, 900],
    [samplesAllOver, 500, 700],
  ] as const) {
    const samples = take(frames, video, picture);
    const each = samples.count / frames.length;
    expect(each).toBeGreaterThan(least);
    expect(each).toBeLessThan(most);
    const lights = colorsOf(samples).map(({ lightness }) => lightness > 0.5);
    expect(lights).toEqual([0, 1, 2].flatMap((frame) => new Array<boolean>(each).fill(frame === 1)));
  }
});

test('a picture of one chroma sample, and no frames', () => {
  const picture: Box = { left: 2, top: 2, right: 4, bottom: 4 };
  const frame = toYuv(8, 8, (x, y) => (x >= 2 && x < 4 && y >= 2 && y < 4 ? bright : dark));
  for (const take of [borderSamples, samplesAllOver]) {
    expect(shown(take([frame], videoOf(8, 8), picture), 1, 1)).toEqual(['U']);
    expect(take([], videoOf(8, 8), picture).count).toBe(0);
  }
});
