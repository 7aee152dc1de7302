import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { walkingFigure } from '../../bench/formats/walkingFigure.ts';
import { drawnSprite } from '../../src/main/cli/batch/testSprites.fixture.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { pictureOfAnimation } from '../../src/shared/formats/decodePicture.ts';
import { spriteOfFrames } from '../../src/shared/formats/spriteOfFrames.ts';
import { rgba } from '../../src/shared/sprite/color.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import { convertColors } from '../../src/shared/sprite/edits/convertColors.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';
import { byFfmpeg, byGimp, byGraphicsMagick, byImageMagick, clean, type GimpImage } from './otherPrograms.ts';

/** What the command line writes, read by programs of others: pixel for pixel, frame for frame, with its durations. */

const PROGRAM = join(import.meta.dirname, '../../bin/celkiln.mjs');
const LONG = process.env.CELKILN_LONG === '1';
const folder = mkdtempSync(join(tmpdir(), 'celkiln-others-'));

/** With these durations from the first frame on, over and over. */
function lasting(sprite: Sprite, ...durations: readonly number[]): Sprite {
  const frames = sprite.frames.map((frame, i) => ({ ...frame, duration: durations[i % durations.length] ?? 100 }));
  return { ...sprite, frames };
}

/** Things that come, go and move on nothing, so that what was shown must be cleared; the last frame is empty. */
const vanishing = drawnSprite({
  below: ['rr....\nrr....\n......', '..rr..\n..rr..\n......', '......\n....rr\n....rr', '', '......\n......\n......'],
  above: ['g.....\n......\n......', '', '......\n......\nb.....', 'w.....\n......\n.....w', ''],
});

/** A still ground on which little changes, so that frames are small parts. */
const walking = walkingFigure(40, 9);

/** As many colours in each frame as its palette can hold, and others in each. */
function ofManyColors(): Sprite {
  const colors = (frame: number) =>
    Uint32Array.from({ length: 512 }, (_, i) => rgba(i & 255, 80 * frame, (i * 3 + frame) & 255));
  const frames = [0, 1, 2].map((frame) => ({ pixels: colors(frame), duration: 60 }));
  return spriteOfFrames(pictureOfAnimation({ width: 16, height: 32, frames, loop: 0 }));
}

const SPRITES: Readonly<Record<string, Sprite>> = {
  vanishing: lasting(vanishing, 40, 200, 1000, 70, 30),
  still: drawnSprite({ only: ['r.g\n.b.\nw.w'] }),
  walking: lasting(walking, 83, 83, 84),
  indexed: lasting(convertColors('indexed')(vanishing), 100, 90),
  grayscale: lasting(convertColors('grayscale')(walking), 120),
  'many colours': ofManyColors(),
  // Written as they are where the format can; opaque or clear in a GIF.
  'half clear': { ...vanishing, layers: vanishing.layers.map((layer) => ({ ...layer, opacity: 140 })) },
};
const NAMES = Object.keys(SPRITES);
/** Those in which something goes and leaves nothing. */
const VANISHING = ['vanishing', 'indexed', 'half clear'];

const place = (name: string, file: string): string => join(folder, name.replaceAll(' ', '-'), file);
const pngsOf = (name: string): readonly string[] => framesOf(name).map((_, i) => place(name, `${i}.png`));

/** Every frame as it looks. */
function framesOf(name: string): readonly Uint32Array[] {
  const sprite = SPRITES[name];
  return sprite?.frames.map((_, i) => clean(compositeFrame(sprite, i))) ?? [];
}

function durationsOf(name: string): readonly number[] {
  return SPRITES[name]?.frames.map(({ duration }) => duration) ?? [];
}

function shown(name: string, change: (pixel: number) => number = (pixel) => pixel): readonly number[] {
  return framesOf(name).flatMap((pixels) => [...pixels.map(change)]);
}

/** GIF knows no half transparency. */
const inGif = (pixel: number): number => (pixel >>> 24 < 128 ? 0 : (pixel | 0xff000000) >>> 0);

/** In hundredths of a second, each to a hundredth, and the whole to half of one. */
function expectGifDurations(name: string, found: readonly number[]): void {
  const wanted = durationsOf(name);
  const sum = (list: readonly number[]): number => list.reduce((a, b) => a + b, 0);
  expect(found).toHaveLength(wanted.length);
  for (const [i, duration] of wanted.entries()) expect(Math.abs((found[i] ?? 0) - duration)).toBeLessThan(10);
  expect(Math.abs(sum(found) - sum(wanted))).toBeLessThanOrEqual(5);
}

beforeAll(() => {
  for (const [name, sprite] of Object.entries(SPRITES)) {
    const file = `${folder}/${name.replaceAll(' ', '-')}.aseprite`;
    writeFileSync(file, encodeAseprite(sprite, nodeZlib));
    const words = ['a.gif', 'a.apng', 'a.webp', '{frame}.png'].flatMap((each) => ['--save-as', place(name, each)]);
    execFileSync(process.execPath, [PROGRAM, '-b', file, ...words]);
  }
}, 300_000);

afterAll(() => rmSync(folder, { recursive: true }));

test.each(NAMES)('%s: PNG files, by ffmpeg, ImageMagick and GraphicsMagick', (name) => {
  for (const read of [byFfmpeg, byImageMagick, byGraphicsMagick]) {
    expect(pngsOf(name).flatMap((file) => [...read(file).pixels])).toEqual(shown(name));
  }
});

test.each(NAMES)('%s: a GIF, by ffmpeg and ImageMagick', (name) => {
  for (const read of [byFfmpeg, byImageMagick]) {
    const { pixels, durations } = read(place(name, 'a.gif'));
    expect([...pixels]).toEqual(shown(name, inGif));
    expectGifDurations(name, durations);
  }
});

test.each(NAMES)('%s: a GIF, by GraphicsMagick', (name) => {
  const { pixels, durations } = byGraphicsMagick(place(name, 'a.gif'));
  // It clears before a frame where that frame, not the one before, says so; then only the frames up to the last are right.
  const right = shown(name, inGif).slice(0, VANISHING.includes(name) ? -(framesOf(name)[0]?.length ?? 0) : undefined);
  expect([...pixels.subarray(0, right.length)]).toEqual(right);
  expect(pixels).toHaveLength(shown(name).length);
  expectGifDurations(name, durations);
});

// ffmpeg mixes half clear pixels of an APNG with others' rounding.
test.each(NAMES.filter((name) => name !== 'half clear'))('%s: an APNG, by ffmpeg', (name) => {
  const { pixels, durations } = byFfmpeg(place(name, 'a.apng'), 'apng');
  expect([...pixels]).toEqual(shown(name));
  if (durations.length > 1) expect(durations).toEqual(durationsOf(name));
});

// Of a moving WebP ImageMagick lays frames over those before, whatever they say; ffmpeg reads none.

test.each(NAMES.filter((name) => !VANISHING.includes(name)))('%s: a WebP, by ImageMagick', (name) => {
  const { pixels, durations } = byImageMagick(place(name, 'a.webp'));
  expect([...pixels]).toEqual(shown(name));
  if (durations.length > 1) expect(durations).toEqual(durationsOf(name).map((each) => Math.floor(each / 10) * 10));
});

test('a still WebP, by ffmpeg', () => {
  expect([...byFfmpeg(place('still', 'a.webp')).pixels]).toEqual(shown('still'));
});

// It takes seconds to start, and a hundred megabytes to install: test:long does that.
test.runIf(LONG)(
  'GIMP opens PNG, GIF and WebP as they look, layer by layer',
  () => {
    const files = NAMES.flatMap((name) => [place(name, '0.png'), place(name, 'a.webp'), place(name, 'a.gif')]);
    const images = byGimp(files);
    expect(images).toHaveLength(files.length);
    NAMES.forEach((name, i) => {
      const [png, webp, gif] = images.slice(3 * i, 3 * i + 3).map(played);
      expect(png?.pixels).toEqual([...(framesOf(name)[0] ?? [])]);
      expect(webp?.pixels).toEqual(shown(name));
      expect(gif?.pixels).toEqual(shown(name, inGif));
      if (framesOf(name).length === 1) return;
      expect(webp?.durations).toEqual(durationsOf(name));
      expectGifDurations(name, gif?.durations ?? []);
    });
  },
  300_000,
);

/** GIMP's layers laid on one another as their names say. */
function played({ width, height, layers }: GimpImage): { pixels: number[]; durations: number[] } {
  let canvas = new Uint32Array(width * height);
  const pixels: number[] = [];
  for (const layer of layers) {
    if (!layer.name.includes('(combine)')) canvas = new Uint32Array(width * height);
    layer.pixels.forEach((pixel, i) => {
      const at = (layer.y + Math.floor(i / layer.width)) * width + layer.x + (i % layer.width);
      if (pixel !== 0) canvas[at] = pixel;
    });
    pixels.push(...canvas);
  }
  return { pixels, durations: layers.map(({ name }) => Number(/\((\d+) ?ms\)/.exec(name)?.[1])) };
}
