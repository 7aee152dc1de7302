import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { rgba } from '../../sprite/color.ts';
import type { Animation } from '../animation.ts';
import { decodePicture } from '../decodePicture.ts';
import { rgbaOf } from '../fileImage.ts';
import { decodeApng } from './decodeApng.ts';
import { decodePng } from './decodePng.ts';
import { encodeApng } from './encodeApng.ts';
import { encodePng } from './encodePng.ts';
import { pngChunks } from './pngChunks.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;
const open = (bytes: Uint8Array) => decodeApng(bytes, nodeZlib);
const save = (animation: Animation) => encodeApng(animation, nodeZlib);

const COLORS = new Map([
  ['.', 0],
  ['r', rgba(255, 0, 0)],
  ['g', rgba(0, 160, 0)],
  ['h', rgba(0, 160, 0, 128)],
  ['k', rgba(0, 0, 0)],
]);

/** Frames as rows of characters. */
function animation(...pictures: readonly (readonly string[])[]): Animation {
  const [first = ['']] = pictures;
  const frames = pictures.map((rows) => ({
    pixels: Uint32Array.from(rows.join(''), (character) => COLORS.get(character) ?? 0),
    duration: 100,
  }));
  return { width: first[0]?.length ?? 0, height: first.length, frames, loop: 0 };
}

/** Places, sizes and ways of the frames, read from the bytes. */
function areas(file: Uint8Array): string[] {
  const found: string[] = [];
  for (const { type, reader } of pngChunks(file)) {
    if (type !== 'fcTL') continue;
    reader.skip(4);
    const [width, height, x, y] = [reader.u32BE(), reader.u32BE(), reader.u32BE(), reader.u32BE()];
    reader.skip(4);
    found.push(`${width}x${height} at ${x},${y}, ${['keep', 'clear', 'restore'][reader.u8()]}`);
  }
  return found;
}

test('frames write only what changes, and are cleared or taken back where that leaves less', () => {
  const blink = animation(
    ['kkkk', 'krrk', 'krrk', 'kkkk'],
    ['kkkk', 'krrk', 'krgk', 'kkkk'],
    ['kkkk', 'kggk', 'kggk', 'kkkk'],
    ['kkkk', 'krrk', 'krgk', 'kkkk'],
    ['kkkk', 'krrk', 'krgk', 'kkkk'],
    ['....', '....', '....', '....'],
  );
  expect(open(save(blink))).toEqual(blink);
  expect(areas(save(blink))).toEqual([
    '4x4 at 0,0, keep',
    '1x1 at 2,2, keep',
    '2x2 at 1,1, restore',
    '1x1 at 0,0, keep',
    '1x1 at 0,0, keep',
    '4x4 at 0,0, keep',
  ]);
  const jump = animation(['rr..', 'rr..'], ['....', '....'], ['..rr', '..hh']);
  expect(open(save(jump))).toEqual(jump);
  expect(areas(save(jump))[0]).toBe('4x2 at 0,0, clear');
});

test('a picture that is not animated is one frame; an animated one has a still picture', () => {
  const pixels = Uint32Array.of(rgba(1, 2, 3), rgba(4, 5, 6, 7));
  const still = encodePng({ width: 2, height: 1, colorMode: 'rgba', pixels }, nodeZlib);
  expect(open(still)).toEqual({ width: 2, height: 1, frames: [{ pixels, duration: 100 }], loop: 0 });
  const moving = animation(['rk'], ['kr']);
  expect(rgbaOf(decodePng(save(moving), nodeZlib))).toEqual(moving.frames[0]?.pixels);
});

test('durations keep the length of the cycle; the shortest count as 100 ms', () => {
  const fast = { ...animation(['r'], ['g'], ['k']), loop: 3 };
  const lasting = (...durations: number[]): Animation => ({
    ...fast,
    frames: fast.frames.map((frame, i) => ({ ...frame, duration: durations[i] ?? 0 })),
  });
  const read = open(save(lasting(1000 / 12, 1000 / 12, 1000 / 12)));
  expect(read.loop).toBe(3);
  expect(read.frames.map(({ duration }) => duration)).toEqual([83, 84, 83]);
  expect(open(save(lasting(10, 11, 65_535))).frames.map(({ duration }) => duration)).toEqual([100, 11, 65_535]);
  expect(() => save(lasting(65_536, 1, 1))).toThrow('the duration of a frame is 65536');
});

const arbitraryAnimation: fc.Arbitrary<Animation> = fc
  .record({
    width: fc.integer({ min: 1, max: 12 }),
    height: fc.integer({ min: 1, max: 9 }),
    colors: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 5 }),
    many: fc.boolean(),
    moves: fc.array(fc.record({ from: fc.nat(107), count: fc.nat(40), color: fc.nat(5) }), {
      minLength: 1,
      maxLength: 6,
    }),
    loop: fc.nat(5),
  })
  .map(({ width, height, colors, many, moves, loop }) => {
    let pixels = Uint32Array.from({ length: width * height }, (_, i) => (many ? Math.imul(i, 0x9e3779b1) >>> 0 : 0));
    const frames = moves.map(({ from, count, color }, i) => {
      pixels = pixels.slice().fill(colors[color] ?? 0, from, from + count);
      return { pixels, duration: 20 + i };
    });
    return { width, height, frames, loop };
  });

test('an animation that is written and read is the same animation', () => {
  fc.assert(
    fc.property(arbitraryAnimation, (sample) => {
      expect(open(save(sample))).toEqual(sample);
    }),
    { numRuns: LONG ? 1000 : 100, seed },
  );
});

const GRAYS = new Map([...'.:-=#'].map((character, i) => [character, rgba(i * 50, i * 50, i * 50)]));

/** A picture of grays as the header's colour type tells it, and as it is read again. */
function grayWritten(sample: Animation): number | undefined {
  const file = encodeApng(sample, nodeZlib, { gray: true });
  expect(open(file)).toEqual(sample);
  expect(decodePicture(file, nodeZlib)?.gray).toBe(file[25] === 0 || file[25] === 4 ? true : undefined);
  return file[25];
}

test('grays are written as grays, with an alpha channel only where one is needed', () => {
  const shades = (rows: string) => Uint32Array.from(rows, (character) => GRAYS.get(character) ?? 0);
  const of = (...pictures: string[]): Animation => ({
    width: 4,
    height: 2,
    frames: pictures.map((rows) => ({ pixels: shades(rows), duration: 70 })),
    loop: 0,
  });
  expect(grayWritten(of('..::--==', '..::-#==', '..::--=='))).toBe(0);
  expect(grayWritten(of('..::--==', '..::-  =', ' .::-   '))).toBe(4);
  const half = (picture: string) => ({
    pixels: shades(picture).map((pixel) => (pixel & 0x80ffffff) >>> 0),
    duration: 70,
  });
  expect(grayWritten({ ...of(), frames: [half('..::--=='), half('..::#-==')] })).toBe(4);
  expect(grayWritten(animation(['rk'], ['kr']))).toBe(3);
});

test('more colours than a palette has, and half transparency, are exact', () => {
  const noise = (seed: number) => Uint32Array.from({ length: 900 }, (_, i) => Math.imul(i + seed, 0x9e3779b1) >>> 0);
  const frames = [1, 2, 3].map((number) => ({ pixels: noise(number), duration: 50 }));
  const sample = { width: 30, height: 30, frames, loop: 0 };
  expect(open(save(sample))).toEqual(sample);
});

test('ffmpeg reads our files pixel for pixel', () => {
  // ffmpeg mixes half clear pixels with others' rounding, so that these are opaque or clear.
  const clean = (sample: Animation): Animation => ({
    ...sample,
    frames: sample.frames.map((frame) => ({
      ...frame,
      pixels: frame.pixels.map((pixel) => (pixel >>> 24 < 128 ? 0 : (pixel | 0xff000000) >>> 0)),
    })),
  });
  const samples = fc.sample(arbitraryAnimation, { numRuns: 8, seed }).map(clean);
  const folder = mkdtempSync(join(tmpdir(), 'celkiln-apng-'));
  try {
    for (const sample of samples) {
      const file = join(folder, 'a.png');
      writeFileSync(file, save({ ...sample, loop: 1 }));
      const args = [
        '-v',
        'error',
        '-f',
        'apng',
        '-i',
        file,
        '-fps_mode',
        'passthrough',
        '-f',
        'rawvideo',
        '-pix_fmt',
        'rgba',
        '-',
      ];
      const raw = execFileSync('ffmpeg', args, { maxBuffer: 2 ** 28 });
      const pixels = new Uint32Array(new Uint8Array(raw).buffer).map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel));
      expect([...pixels]).toEqual(sample.frames.flatMap((frame) => [...frame.pixels]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
