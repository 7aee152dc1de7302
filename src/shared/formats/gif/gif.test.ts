import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { alpha, rgba } from '../../sprite/color.ts';
import { samePixels } from '../../sprite/raster.ts';
import type { Animation } from '../animation.ts';
import { decodeGif } from './decodeGif.ts';
import { encodeGif } from './encodeGif.ts';
import { gifDelays } from './gifDelays.ts';
import { lzwDecode } from './lzwDecode.ts';
import { lzwEncode } from './lzwEncode.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;

const COLORS = new Map([
  ['.', 0],
  ['r', rgba(255, 0, 0)],
  ['g', rgba(0, 160, 0)],
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

function pictures({ width, frames }: Animation): string[][] {
  const names = new Map([...COLORS].map(([name, color]) => [color, name]));
  return frames.map(({ pixels }) => {
    const text = [...pixels].map((pixel) => names.get(pixel) ?? '?').join('');
    return text.match(new RegExp(`.{${width}}`, 'g')) ?? [];
  });
}

/** Places, sizes and disposals of the frames, read from the bytes. */
function areas(gif: Uint8Array): string[] {
  const found: string[] = [];
  for (let at = 0; at + 17 < gif.length; at++) {
    if (gif[at] !== 0x21 || gif[at + 1] !== 0xf9 || gif[at + 2] !== 4 || gif[at + 8] !== 0x2c) continue;
    const [x, y, width, height] = [9, 11, 13, 15].map(
      (field) => (gif[at + field] ?? 0) | ((gif[at + field + 1] ?? 0) << 8),
    );
    found.push(`${width}x${height} at ${x},${y}${(gif[at + 3] ?? 0) >> 2 === 2 ? ', cleared' : ''}`);
  }
  return found;
}

const walk = animation(
  ['....', '.r..', '.r..', 'kkkk'],
  ['....', '.r..', '.rg.', 'kkkk'],
  ['....', '..r.', '..r.', 'kkkk'],
  ['....', '..r.', '..r.', 'kkkk'],
);

test('frames write only what changes, and clear what the next one does not show', () => {
  const gif = encodeGif(walk);
  expect(areas(gif)).toEqual(['4x4 at 0,0', '2x2 at 1,1, cleared', '1x2 at 2,1', '1x1 at 0,0']);
  expect(pictures(decodeGif(gif))).toEqual(pictures(walk));
});

test('12 frames a second become 8, 8, 9 hundredths', () => {
  expect(gifDelays(Array(6).fill(1000 / 12))).toEqual([8, 8, 9, 8, 8, 9]);
  expect(gifDelays([83, 83, 84])).toEqual([8, 8, 9]);
  expect(gifDelays([100])).toEqual([10]);
  expect(gifDelays([1, 1, 48])).toEqual([2, 2, 2]);
});

test('the whole cycle keeps its length to half a hundredth', () => {
  const durations = fc.array(fc.integer({ min: 20, max: 5000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(durations, (list) => {
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      expect(Math.abs(sum(gifDelays(list)) * 10 - sum(list))).toBeLessThanOrEqual(5);
    }),
    { seed },
  );
});

const arbitraryAnimation = fc
  .record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    count: fc.integer({ min: 1, max: 5 }),
    colors: fc.integer({ min: 1, max: 400 }),
    loop: fc.constantFrom(0, 1, 2, 65_000),
    transparent: fc.boolean(),
  })
  .chain(({ width, height, count, colors, loop, transparent }) => {
    const color = fc.nat(colors).map((n) => (transparent && n % 3 === 0 ? 0 : rgba(n & 255, (n * 7) & 255, n >> 8)));
    const pixels = fc.array(color, { minLength: width * height, maxLength: width * height });
    const duration = fc.integer({ min: 2, max: 300 }).map((hundredths) => hundredths * 10);
    const frame = fc.record({ pixels: pixels.map((list) => Uint32Array.from(list)), duration });
    const frames = fc.array(frame, { minLength: count, maxLength: count });
    return frames.map((list): Animation => ({ width, height, frames: list, loop }));
  });

test('an animation that is written and read is the same animation', () => {
  const same = (original: Animation) =>
    expect(decodeGif(encodeGif(original, { tooManyColors: 'refuse' }))).toEqual(original);
  const fits = arbitraryAnimation.filter(({ frames }) => frames.every(({ pixels }) => new Set(pixels).size <= 255));
  fc.assert(
    fc.property(fits, (original) => void same(original)),
    { numRuns: LONG ? 1000 : 60, seed },
  );
});

/** A picture 16 pixels wide with that many different colours. */
function colorful(count: number, offset = 0): Animation['frames'][number] {
  const pixels = Uint32Array.from({ length: 512 }, (_, i) => {
    const n = (i % count) + offset;
    return rgba(n & 255, n >> 8, (n * 3) & 255);
  });
  return { pixels, duration: 100 };
}

test('256 opaque colours are exact, for all frames together or for each alone', () => {
  const one: Animation = { width: 16, height: 32, frames: [colorful(256)], loop: 0 };
  expect(decodeGif(encodeGif(one))).toEqual(one);
  const many: Animation = { ...one, frames: [colorful(256), colorful(256, 300), colorful(200, 100)] };
  expect(decodeGif(encodeGif(many))).toEqual(many);
});

test('a frame with more than 256 colours is reduced to 255, or refused', () => {
  const many: Animation = { width: 16, height: 32, frames: [colorful(500), colorful(10)], loop: 0 };
  const reduced = decodeGif(encodeGif(many));
  const colors = new Set(reduced.frames.flatMap(({ pixels }) => [...pixels]));
  expect(colors.size).toBeLessThanOrEqual(255);
  expect(colors.size).toBeGreaterThan(200);
  expect(() => encodeGif(many, { tooManyColors: 'refuse' })).toThrow(
    'Cannot write GIF: 500 colours; a frame can have 256',
  );
});

test('half transparent pixels become opaque from 128 on', () => {
  const pixels = Uint32Array.of(rgba(9, 9, 9, 127), rgba(9, 9, 9, 128));
  const gif = encodeGif({ width: 2, height: 1, frames: [{ pixels, duration: 50 }], loop: 1 });
  expect([...(decodeGif(gif).frames[0]?.pixels ?? [])]).toEqual([0, rgba(9, 9, 9)]);
});

test('LZW restores what it packed, at every code size', () => {
  const input = fc.integer({ min: 2, max: 8 }).chain((bits) => {
    const index = fc.oneof(fc.constant(0), fc.nat(2 ** bits - 1));
    return fc.tuple(fc.constant(bits), fc.array(index, { maxLength: 300 }), fc.integer({ min: 1, max: 60 }));
  });
  fc.assert(
    fc.property(input, ([bits, list, times]) => {
      // Repeated with a twist, long inputs fill all 4096 codes.
      const indices = Uint8Array.from({ length: list.length * times }, (_, i) => {
        return ((list[i % list.length] ?? 0) + ((i * i) >> 9)) % 2 ** bits;
      });
      expect(lzwDecode(lzwEncode(indices, bits), bits, indices.length)).toEqual(indices);
    }),
    { numRuns: LONG ? 1000 : 60, seed },
  );
});

test('LZW ends with an end code of the width that readers expect there', () => {
  for (let count = 0; count < 1500; count++) {
    const indices = Uint8Array.from({ length: count }, (_, i) => (i * i + (i >> 3)) % 4);
    expect(lzwDecode(lzwEncode(indices, 2), 2, count + 1)).toBe('stops before its last pixel');
  }
});

test('frames are cleared, restored, interlaced and cut to the picture as their headers say', () => {
  const palette = [0, 0, 0, 255, 0, 0, 0, 160, 0, 0, 0, 0];
  const frame = (rect: readonly number[], indices: readonly number[], { disposal = 1, interlaced = false } = {}) => [
    ...[0x21, 0xf9, 4, (disposal << 2) | 1, 0, 0, 0, 0, 0x2c],
    ...rect.flatMap((value) => [value, 0]),
    ...[interlaced ? 0x40 : 0, 2],
    ...blocks(lzwEncode(Uint8Array.from(indices), 2)),
  ];
  const file = (...frames: readonly (readonly number[])[]) =>
    Uint8Array.from([...bytesOf('GIF89a'), 2, 0, 5, 0, 0x81, 0, 0, ...palette, ...frames.flat(), 0x3b]);
  const column = frame([0, 0, 1, 5], [1, 2, 1, 3, 2], { interlaced: true });
  const restored = frame([0, 0, 2, 1], [2, 2], { disposal: 3 });
  const cleared = frame([1, 1, 5, 1], [2, 1, 1, 1, 1], { disposal: 2 });
  const last = frame([1, 4, 1, 1], [1]);
  const read = decodeGif(file(column, restored, cleared, last));
  expect(pictures(read)).toEqual([
    ['r.', 'k.', 'r.', 'g.', 'g.'],
    ['gg', 'k.', 'r.', 'g.', 'g.'],
    ['r.', 'kg', 'r.', 'g.', 'g.'],
    ['r.', 'k.', 'r.', 'g.', 'gr'],
  ]);
  expect(read.frames.map(({ duration }) => duration)).toEqual([100, 100, 100, 100]);
});

function blocks(stream: Uint8Array): number[] {
  return [stream.length, ...stream, 0];
}

function bytesOf(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}

test('ffmpeg reads our files pixel for pixel', () => {
  const shapes: Animation[] = [
    walk,
    { width: 16, height: 32, frames: [colorful(256), colorful(256, 300)], loop: 0 },
    ...fc.sample(arbitraryAnimation, { numRuns: 6, seed }),
  ];
  const folder = mkdtempSync(join(tmpdir(), 'celkiln-gif-'));
  try {
    for (const shape of shapes) {
      const file = join(folder, 'a.gif');
      writeFileSync(file, encodeGif(shape, { tooManyColors: 'refuse' }));
      // Frames by number, not by time: -fps_mode passthrough shows each exactly once.
      const args = ['-v', 'error', '-i', file, '-fps_mode', 'passthrough', '-f', 'rawvideo', '-pix_fmt', 'rgba', '-'];
      const raw = execFileSync('ffmpeg', args, { maxBuffer: 2 ** 28 });
      const pixels = new Uint32Array(new Uint8Array(raw).buffer).map((pixel) => (alpha(pixel) === 0 ? 0 : pixel));
      expect([...pixels]).toEqual(shape.frames.flatMap((frame) => [...frame.pixels]));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('sizes that lie are refused before memory is set aside', () => {
  const gif = encodeGif(walk);
  const screen = gif.slice();
  screen.set([0xff, 0xff, 0xff, 0xff], 6);
  expect(() => decodeGif(screen)).toThrow('a picture of 65535 x 65535');
  const large = gif.slice();
  large.set([0, 0x20, 0, 0x20], 6);
  expect(() => decodeGif(large)).toThrow('the pixels take 256 MiB, more than a file of this size may');
  const at = gif.indexOf(0x2c, 30);
  const frame = gif.slice();
  frame.set([0, 32, 0, 32], at + 5);
  expect(() => decodeGif(frame)).toThrow('a frame has too little data');
});

test('a large picture that is all one colour, and many frames that are all alike, are no attack', () => {
  const blank = new Uint32Array(2048 * 2048).fill(rgba(255, 0, 0));
  const large = decodeGif(
    encodeGif({ width: 2048, height: 2048, frames: [{ pixels: blank, duration: 100 }], loop: 0 }),
  );
  expect(samePixels(large.frames[0]?.pixels ?? blank.subarray(1), blank)).toBe(true);
  const pixels = new Uint32Array(512 * 512).fill(rgba(0, 0, 255));
  const still = Array.from({ length: 400 }, () => ({ pixels, duration: 100 }));
  const { frames } = decodeGif(encodeGif({ width: 512, height: 512, frames: still, loop: 0 }));
  expect(frames).toHaveLength(400);
  expect(new Set(frames.map((frame) => frame.pixels)).size).toBe(1);
});
