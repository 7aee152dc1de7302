import * as fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { gray, rgba } from '../../sprite/color.ts';
import { pixelArray } from '../../sprite/raster.ts';
import type { ColorMode } from '../../sprite/sprite.ts';
import { type FileImage, rgbaOf } from '../fileImage.ts';
import { FormatError } from '../formatError.ts';
import { decodePng } from './decodePng.ts';
import { encodePng } from './encodePng.ts';
import { handmadePng, mended } from './handmadePng.ts';
import { PNG_COLOR, type PngHeader } from './pngHeader.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;
const open = (bytes: Uint8Array) => decodePng(bytes, nodeZlib);

const KINDS = [
  ...[1, 2, 4, 8, 16].map((depth) => ({ colorType: PNG_COLOR.gray, depth })),
  ...[8, 16].map((depth) => ({ colorType: PNG_COLOR.rgb, depth })),
  ...[1, 2, 4, 8].map((depth) => ({ colorType: PNG_COLOR.indexed, depth })),
  ...[8, 16].map((depth) => ({ colorType: PNG_COLOR.grayAlpha, depth })),
  ...[8, 16].map((depth) => ({ colorType: PNG_COLOR.rgba, depth })),
];

/** Samples that use the whole range. */
const sampleOf = (depth: number) => (x: number, y: number, channel: number) =>
  (x * 40_503 + y * 2654 + channel * 30_011 + x * y * 77) % 2 ** depth;

/** A palette of that many entries, every third one half clear. */
function paletteOf(count: number): number[] {
  return Array.from({ length: count }, (_, i) =>
    rgba((i * 37) & 255, (i * 91) & 255, 255 - i, i % 3 === 2 ? 100 : 255),
  );
}

function paletteChunks(count: number): (readonly [string, Uint8Array])[] {
  const colors = paletteOf(count);
  const bytes = colors.flatMap((color) => [color & 255, (color >>> 8) & 255, (color >>> 16) & 255]);
  return [
    ['PLTE', Uint8Array.from(bytes)],
    ['tRNS', Uint8Array.from(colors, (color) => color >>> 24)],
  ];
}

/** What the picture must look like, in RGBA. */
function expected({ width, height, depth, colorType }: PngHeader): number[] {
  const sample = sampleOf(depth);
  const byte = (x: number, y: number, channel: number) => Math.round((sample(x, y, channel) / (2 ** depth - 1)) * 255);
  return Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    const v = byte(x, y, 0);
    if (colorType === PNG_COLOR.indexed) return paletteOf(2 ** depth)[sample(x, y, 0)] ?? 0;
    if (colorType === PNG_COLOR.gray) return rgba(v, v, v);
    if (colorType === PNG_COLOR.grayAlpha) return rgba(v, v, v, byte(x, y, 1));
    return rgba(v, byte(x, y, 1), byte(x, y, 2), colorType === PNG_COLOR.rgba ? byte(x, y, 3) : 255);
  });
}

test.each(KINDS)('colour type $colorType with $depth bits, plain and interlaced, of all small sizes', async (kind) => {
  for (const [width, height] of [
    [1, 1],
    [2, 9],
    [9, 2],
    [5, 5],
    [16, 11],
    [33, 3],
  ] as const) {
    for (const interlaced of [false, true]) {
      const header = { width, height, interlaced, ...kind };
      const before = kind.colorType === PNG_COLOR.indexed ? paletteChunks(2 ** kind.depth) : [];
      const file = handmadePng(header, sampleOf(kind.depth), nodeZlib, { before, split: width });
      const image = open(file);
      expect([...rgbaOf(image)]).toEqual(expected(header));
      const modes: Record<number, ColorMode> = { 0: 'grayscale', 4: 'grayscale', 3: 'indexed' };
      expect(image.colorMode).toBe(modes[kind.colorType] ?? 'rgba');
      // sharp cuts 16 bits to 8 instead of rounding them.
      if (kind.depth < 16) expect([...(await sharpReads(file))]).toEqual(expected(header));
    }
  }
});

async function sharpReads(file: Uint8Array): Promise<Uint32Array> {
  const raw = await sharp(file).toColourspace('srgb').ensureAlpha().raw().toBuffer();
  return new Uint32Array(new Uint8Array(raw).buffer);
}

test('one colour of a picture without alpha channel can be transparent, compared in full depth', () => {
  const grays = { width: 3, height: 1, depth: 16, colorType: PNG_COLOR.gray, interlaced: false } as const;
  const grayFile = handmadePng(grays, (x) => [1000, 1001, 65535][x] ?? 0, nodeZlib, {
    before: [['tRNS', Uint8Array.of(1001 >> 8, 1001 & 255)]],
  });
  expect([...open(grayFile).pixels]).toEqual([gray(4), gray(4, 0), gray(255)]);
  const colors = { ...grays, depth: 8, colorType: PNG_COLOR.rgb } as const;
  const colorFile = handmadePng(colors, (x, _y, channel) => [1, 2, 3][channel === 2 ? x : channel] ?? 0, nodeZlib, {
    before: [['tRNS', Uint8Array.of(0, 1, 0, 2, 0, 3)]],
  });
  expect([...open(colorFile).pixels]).toEqual([rgba(1, 2, 1), rgba(1, 2, 2), rgba(1, 2, 3, 0)]);
});

test('gamma and colour profiles change nothing', () => {
  const header = { width: 4, height: 4, depth: 8, colorType: PNG_COLOR.rgb, interlaced: false } as const;
  const before = [['gAMA', Uint8Array.of(0, 1, 0x86, 0xa0)]] as const;
  expect([...rgbaOf(open(handmadePng(header, sampleOf(8), nodeZlib, { before })))]).toEqual(expected(header));
});

const small = { width: 4, height: 4, depth: 8, colorType: PNG_COLOR.rgb, interlaced: false } as const;
const sound = handmadePng(small, sampleOf(8), nodeZlib, { split: 2 });

/** The file with one byte changed. */
const changed = (at: number, value: number) => Uint8Array.from(sound, (byte, i) => (i === at ? value : byte));

/** The same file with another header, whose checksum is right. */
function withHeader(header: object): Uint8Array {
  return handmadePng({ ...small, ...header }, () => 0, nodeZlib);
}

/** The sound file with another size in its header. */
function sized(width: number, height: number): Uint8Array {
  const bytes = sound.slice();
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return mended(bytes);
}

function refusal(bytes: Uint8Array): string {
  try {
    open(bytes);
  } catch (error) {
    if (error instanceof FormatError) return `${error.code}: ${error.reason}`;
    throw error;
  }
  return 'accepted';
}

test('broken files are refused', () => {
  expect(refusal(sound)).toBe('accepted');
  for (const [at, value] of [
    [0, 0],
    [1, 112],
    [6, 13],
  ] as const) {
    expect(refusal(changed(at, value))).toBe('wrong_format: the signature is missing');
  }
  for (const [at, value] of [
    [4, 10],
    [5, 13],
    [7, 13],
  ] as const) {
    expect(refusal(changed(at, value))).toBe('wrong_format: line ends were changed on the way');
  }
  expect(refusal(changed(29, 1))).toBe('invalid: the checksum of chunk IHDR is wrong');
  expect(refusal(changed(45, 1))).toBe('invalid: the checksum of chunk IDAT is wrong');
  for (const colorType of [1, 5, 9])
    expect(refusal(withHeader({ colorType }))).toMatch(/^invalid: colour type \d with 8/);
  for (const depth of [0, 3, 4, 99]) expect(refusal(withHeader({ depth }))).toMatch(/^invalid: colour type 2 with/);
  expect(refusal(sized(9, 4))).toMatch(/^invalid: compressed pixels/);
  expect(refusal(withHeader({ colorType: PNG_COLOR.indexed }))).toBe('invalid: the palette is missing');
  expect(refusal(sized(8000, 8000))).toMatch(/^too_large: the pixels take 245 MiB/);
  expect(refusal(sized(0x7fffffff, 4))).toMatch(/^too_large: a picture of 2147483647 x 4/);
});

test('chunks in the wrong place, missing, or needed but unknown are refused', () => {
  const before = (...chunks: (readonly [string, Uint8Array])[]) =>
    refusal(handmadePng({ ...small, colorType: PNG_COLOR.indexed }, () => 9, nodeZlib, { before: chunks }));
  const [palette, alphas] = paletteChunks(4);
  if (!palette || !alphas) throw new Error('two chunks were made');
  expect(before(palette)).toBe('invalid: palette entry 9 of 4');
  expect(before(alphas, palette)).toBe('invalid: more alphas than palette entries');
  expect(before(palette, palette)).toBe('invalid: a second palette');
  expect(before(['PLTE', new Uint8Array(4)])).toBe('invalid: a palette of 4 bytes');
  expect(before(['NEED', new Uint8Array(4)])).toBe('unsupported: a chunk NEED, which may not be passed over');
  expect(before(palette, ['IDAT', new Uint8Array(0)], ['tEXt', new Uint8Array(3)])).toBe(
    'invalid: the pixels are interrupted',
  );
  const cut = sound.subarray(0, sound.length - 12);
  expect(refusal(cut)).toMatch(/^truncated/);
  const end = sound.subarray(sound.length - 12);
  expect(refusal(Uint8Array.from([...sound.subarray(0, 33), ...end]))).toBe('invalid: there are no pixels');
  expect(refusal(Uint8Array.from([...sound, 1, 2, 3]))).toBe('accepted');
});

const arbitraryImage: fc.Arbitrary<FileImage> = fc
  .record({
    colorMode: fc.constantFrom<ColorMode>('rgba', 'grayscale', 'indexed'),
    width: fc.integer({ min: 1, max: 40 }),
    height: fc.integer({ min: 1, max: 20 }),
    values: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 20 }),
    palette: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 256, size: 'max' }),
    opaque: fc.boolean(),
  })
  .map(({ colorMode, width, height, values, palette, opaque }) => {
    const pixels = pixelArray(colorMode, width * height);
    for (let i = 0; i < pixels.length; i++) {
      const value = values[(i * i) % values.length] ?? 0;
      if (colorMode === 'indexed') pixels[i] = value % palette.length;
      else pixels[i] = opaque ? value | (colorMode === 'rgba' ? 0xff000000 : 0xff00) : value;
    }
    return { colorMode, width, height, pixels, ...(colorMode === 'indexed' && { palette }) };
  });

test('a picture that is written and read is the same picture', () => {
  fc.assert(
    fc.property(arbitraryImage, (image) => {
      expect(open(encodePng(image, nodeZlib))).toEqual(image);
    }),
    { numRuns: LONG ? 1000 : 100, seed },
  );
});

test('sharp reads our files pixel for pixel', async () => {
  for (const image of fc.sample(arbitraryImage, { numRuns: 40, seed })) {
    expect(await sharpReads(encodePng(image, nodeZlib))).toEqual(rgbaOf(image));
  }
});

test('what does not fit is an error that says so', () => {
  const image = { width: 2, height: 1, colorMode: 'indexed', pixels: Uint8Array.of(0, 5), palette: [1, 2] } as const;
  expect(() => encodePng(image, nodeZlib)).toThrow('a palette entry beyond the 2 that there are');
  expect(() => encodePng({ ...image, palette: [] }, nodeZlib)).toThrow('a palette of 0 colours');
  expect(() => encodePng({ ...image, height: 2 }, nodeZlib)).toThrow('2 pixels for 2 x 2');
});

test('a picture of many colours is filtered, exactly and to a fraction of its bytes', () => {
  const pixels = Uint32Array.from({ length: 64 * 64 }, (_, i) =>
    rgba((i % 64) * 4, (i >> 6) * 4, i % 7, 255 - (i >> 6)),
  );
  const png = encodePng({ width: 64, height: 64, colorMode: 'rgba', pixels }, nodeZlib);
  expect(decodePng(png, nodeZlib)).toEqual({ width: 64, height: 64, colorMode: 'rgba', pixels });
  expect(png.length).toBeLessThan(nodeZlib.deflate(new Uint8Array(pixels.buffer)).length / 2);
});
