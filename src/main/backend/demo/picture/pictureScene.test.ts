import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { blue, green, red } from '../../../../shared/sprite/color.ts';
import { MOTIONS } from '../motions/motions.ts';
import { parsePrompt } from '../parsePrompt.ts';
import type { DemoFormat, Scene } from '../scene.ts';
import type { Cells } from './cells.ts';
import { createPictureScene, type KeyPictures } from './pictureScene.ts';
import { drawn, enlarged, STANDING, WAVING } from './testPictures.ts';

const FORMAT: DemoFormat = { width: 96, height: 96, seconds: 5, fps: 24, loop: true, seed: 7 };
const motions = Object.keys(MOTIONS);

function scene(prompt: string, pictures: Partial<KeyPictures>, format: Partial<DemoFormat> = {}): Scene {
  return createPictureScene(
    parsePrompt(prompt),
    { start: undefined, end: undefined, ...pictures },
    { ...FORMAT, ...format },
  );
}

/** How many of a picture's pixels a painted frame does not show; its backdrop is whatever the first corner is. */
function wrong(frame: Uint8Array, { width }: Scene, picture: Cells): number {
  const factor = width / picture.width;
  const middle = Math.floor(factor / 2);
  return picture.pixels.reduce((count, pixel, i) => {
    const [x, y] = [(i % picture.width) * factor + middle, Math.floor(i / picture.width) * factor + middle];
    const at = 3 * (y * width + x);
    const wanted = pixel === 0 ? [...frame.subarray(0, 3)] : [red(pixel), green(pixel), blue(pixel)];
    return wanted.every((value, k) => value === frame[at + k]) ? count : count + 1;
  }, 0);
}

function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

test.each(motions)('a %s begins with the picture, moves, and comes back to it', (motion) => {
  for (const who of ['knight', 'cat', 'slime', 'ghost', 'a pixel thing of mine,']) {
    const clip = scene(`${who} ${motion}`, { start: enlarged(STANDING, 32) });
    const { frames, period, paint } = clip;
    expect([clip.width, clip.height, frames, frames % period]).toEqual([96, 96, 120, 0]);
    expect(wrong(paint(0), clip, STANDING)).toBe(0);
    const moved = Array.from({ length: period }, (_, i) => wrong(paint(i), clip, STANDING));
    expect(Math.max(...moved), who).toBeGreaterThan(8);
    // It closes as smoothly as it goes on.
    expect(moved.at(-1), who).toBeLessThanOrEqual(Math.max(...moved));
  }
});

test.each(motions)('a %s goes from the first picture to the last', (motion) => {
  const clip = scene(`a ${motion}`, { start: enlarged(STANDING, 32), end: enlarged(WAVING, 32) });
  const { frames, period, paint } = clip;
  expect([frames, period]).toEqual([120, 120]);
  // Held, so that a choice of every third frame has both.
  for (const frame of [0, 2]) expect(wrong(paint(frame), clip, STANDING)).toBe(0);
  for (const frame of [117, 119]) expect(wrong(paint(frame), clip, WAVING)).toBe(0);
  expect(wrong(paint(60), clip, STANDING)).toBeGreaterThan(4);
  expect(wrong(paint(60), clip, WAVING)).toBeGreaterThan(4);
});

test('an end alone is where it comes from, too; the shortest clip still begins and ends as it must', () => {
  const only = scene('jump', { end: STANDING });
  expect([0, 119].map((frame) => wrong(only.paint(frame), only, STANDING))).toEqual([0, 0]);
  const short = scene('jump', { start: STANDING, end: WAVING }, { seconds: 2 / 24 });
  expect(short.frames).toBe(2);
  expect([wrong(short.paint(0), short, STANDING), wrong(short.paint(1), short, WAVING)]).toEqual([0, 0]);
});

test('the same pictures and seed give the same bytes, another seed others', () => {
  const pictures = { start: STANDING, end: WAVING };
  const [first, again, other] = [7, 7, 8].map((seed) => scene('walk', pictures, { seed }));
  expect(hash(again?.paint(50) ?? new Uint8Array())).toBe(hash(first?.paint(50) ?? new Uint8Array()));
  expect(hash(other?.paint(50) ?? new Uint8Array())).not.toBe(hash(first?.paint(50) ?? new Uint8Array()));
});

test.each([
  [16, 16, 720 * 720, 704, 704],
  [64, 64, 720 * 720, 640, 640],
  [512, 512, 720 * 720, 1024, 1024],
  [48, 32, 960 * 540, 864, 576],
  [512, 8, 720 * 720, 1024, 16],
])('a picture of %i x %i with %i pixels to fill is filmed in %i x %i', (across, down, pixels, width, height) => {
  const rows = Array.from({ length: down }, (_, y) => (y % 2 === 0 ? 'k.' : '.r').repeat(across / 2));
  const clip = scene('idle', { start: drawn(...rows) }, { width: pixels, height: 1 });
  expect([clip.width, clip.height]).toEqual([width, height]);
});

test('a scene without a backdrop sways, and leaves nothing bare', () => {
  const field = drawn(...Array.from({ length: 16 }, (_, y) => 'rgbykw'.repeat(3).slice(y % 6, (y % 6) + 12)));
  const clip = scene('attack', { start: field });
  expect(wrong(clip.paint(0), clip, field)).toBe(0);
  const moved = Array.from({ length: clip.period }, (_, i) => wrong(clip.paint(i), clip, field));
  expect(Math.max(...moved)).toBeGreaterThan(8);
});

test('an empty picture is an empty video', () => {
  const clip = scene('walk', { start: drawn('....', '....') });
  expect(new Set(clip.paint(5)).size).toBeLessThanOrEqual(3);
});
