import { execFileSync } from 'node:child_process';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../../sprite/color.ts';
import { ByteWriter } from '../byteWriter.ts';
import { rgbaOf } from '../fileImage.ts';
import { FormatError } from '../formatError.ts';
import { arbitraryMutation, arbitraryTruncation, type Meter, watched } from '../mutations.ts';
import { decodeBmp } from './decodeBmp.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;

interface Kind {
  readonly bits: number;
  readonly width?: number;
  readonly height?: number;
  readonly compression?: number;
  readonly headerSize?: number;
  readonly palette?: readonly number[];
  /** Of a header of 40 bytes they stand behind it. */
  readonly masks?: readonly number[];
}

/** A file with these rows of bytes. */
function bmp(
  { bits, width = 4, height = 2, compression = 0, headerSize = 40, palette = [], masks = [] }: Kind,
  data: readonly number[],
): Uint8Array {
  const out = new ByteWriter('test');
  const core = headerSize === 12;
  const behind = headerSize === 40 ? masks.length * 4 : 0;
  const offset = 14 + headerSize + behind + palette.length * (core ? 3 : 4);
  out.ascii('BM');
  for (const number of [offset + data.length, 0, offset, headerSize]) out.u32(number);
  if (core) {
    out.u16(width);
    out.u16(height);
  } else {
    out.i32(width);
    out.i32(height);
  }
  out.u16(1);
  out.u16(bits);
  if (!core) {
    for (const number of [compression, data.length, 0, 0, palette.length, 0]) out.u32(number);
    for (const mask of masks) out.u32(mask);
    out.zeros(Math.max(0, headerSize - 40 - (headerSize > 40 ? masks.length * 4 : 0)));
  }
  for (const color of palette) {
    out.bytes(Uint8Array.of((color >>> 16) & 255, (color >>> 8) & 255, color & 255));
    if (!core) out.u8(0);
  }
  out.bytes(Uint8Array.from(data));
  return out.finish();
}

const PALETTE = [rgba(0, 0, 0), rgba(255, 0, 0), rgba(0, 255, 0), rgba(10, 20, 30)];
const entries = (file: Uint8Array) => {
  const { width, pixels } = decodeBmp(file);
  return [...pixels].join('').match(new RegExp(`.{${width}}`, 'g'));
};

test('pictures with a palette stay indexed, whatever their bits, from the bottom or the top', () => {
  const two = PALETTE.slice(0, 2);
  expect(entries(bmp({ bits: 1, palette: two }, [0b10100000, 0, 0, 0, 0b01100000, 0, 0, 0]))).toEqual(['0110', '1010']);
  expect(entries(bmp({ bits: 4, palette: PALETTE }, [0x12, 0x30, 0, 0, 0x01, 0x11, 0, 0]))).toEqual(['0111', '1230']);
  expect(entries(bmp({ bits: 8, palette: PALETTE, height: -2 }, [0, 1, 2, 3, 3, 2, 1, 0]))).toEqual(['0123', '3210']);
  const old = bmp({ bits: 8, palette: PALETTE, headerSize: 12 }, [0, 1, 2, 3, 3, 2, 1, 0]);
  expect(decodeBmp(old).palette).toEqual(PALETTE);
});

test('run lengths, literal runs, line ends and jumps', () => {
  const rle8 = [2, 1, 0, 3, 2, 3, 1, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1];
  expect(entries(bmp({ bits: 8, compression: 1, width: 5, palette: PALETTE }, rle8))).toEqual(['02000', '11231']);
  const rle4 = [3, 0x12, 0, 3, 0x31, 0x20, 0, 0, 5, 0x30];
  expect(entries(bmp({ bits: 4, compression: 2, width: 6, palette: PALETTE }, rle4))).toEqual(['303030', '121312']);
});

test('colours of 16, 24 and 32 bits; alpha only where a mask says so', () => {
  const one = { width: 1, height: 1 };
  const color = (kind: Kind, ...data: number[]) => decodeBmp(bmp({ ...one, ...kind }, data)).pixels[0];
  expect(color({ bits: 24 }, 1, 2, 3, 0)).toBe(rgba(3, 2, 1));
  expect(color({ bits: 16 }, 0x1f, 0x7c, 0, 0)).toBe(rgba(255, 0, 255));
  expect(color({ bits: 16, compression: 3, masks: [0xf800, 0x07e0, 0x1f] }, 0xe0, 0x07, 0, 0)).toBe(rgba(0, 255, 0));
  expect(color({ bits: 32 }, 1, 2, 3, 77)).toBe(rgba(3, 2, 1));
  const masks = [0xff, 0xff00, 0xff0000, 0xff000000];
  expect(color({ bits: 32, compression: 3, headerSize: 108, masks }, 1, 2, 3, 77)).toBe(rgba(1, 2, 3, 77));
  expect(color({ bits: 32, compression: 6, masks }, 1, 2, 3, 77)).toBe(rgba(1, 2, 3, 77));
});

test('files that ffmpeg writes look the same', () => {
  for (const format of ['bgr24', 'bgra', 'rgb565le', 'rgb555le', 'gray', 'monob', 'pal8']) {
    const make = ['-v', 'error', '-f', 'lavfi', '-i', 'testsrc=s=37x21:d=0.04', '-pix_fmt', format, '-frames:v', '1'];
    const file = new Uint8Array(execFileSync('ffmpeg', [...make, '-f', 'image2pipe', '-c:v', 'bmp', '-']));
    const raw = execFileSync(
      'ffmpeg',
      ['-v', 'error', '-f', 'bmp_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'],
      {
        input: file,
      },
    );
    const pixels = rgbaOf(decodeBmp(file));
    const differing = [...pixels].filter((pixel, i) => {
      const [r = 0, g = 0, b = 0] = raw.subarray(3 * i, 3 * i + 3);
      const near = (a: number, c: number) => Math.abs(a - c) <= (format.startsWith('rgb5') ? 8 : 0);
      return !near(pixel & 255, r) || !near((pixel >>> 8) & 255, g) || !near((pixel >>> 16) & 255, b);
    });
    expect([format, differing.length]).toEqual([format, 0]);
  }
});

test('what is no bitmap, or of a kind that is not read, is refused', () => {
  const small = bmp({ bits: 8, palette: PALETTE, width: 1, height: 1 }, [9, 0, 0, 0]);
  expect(() => decodeBmp(small)).toThrow('palette entry 9 of 4');
  expect(() => decodeBmp(bmp({ bits: 5 }, []))).toThrow('5 bits a pixel with compression 0');
  expect(() => decodeBmp(bmp({ bits: 24, compression: 4 }, []))).toThrow('24 bits a pixel with compression 4');
  expect(() => decodeBmp(bmp({ bits: 24, width: 8000, height: 8000 }, []))).toThrow('the pixels take 245 MiB');
  expect(() => decodeBmp(bmp({ bits: 24, width: 100_000 }, []))).toThrow('a picture of 100000 x 2');
  expect(() => decodeBmp(bmp({ bits: 24, width: 0 }, []))).toThrow('a picture of 0 x 2');
  expect(() => decodeBmp(bmp({ bits: 24 }, [1, 2]))).toThrow('12 bytes are needed here, 2 are left');
  expect(() => decodeBmp(Uint8Array.of(1, 2, 3))).toThrow('the signature BM is missing');
});

const meter: Meter = {
  milliseconds: () => performance.now(),
  bytes: () => {
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  },
};

test('damaged and cut files give a FormatError or a picture', () => {
  const data = Array.from({ length: 60 }, (_, i) => (i * 7) % 4);
  const files = [1, 4, 8].map((bits) => bmp({ bits, palette: PALETTE, width: 7, height: 5 }, data));
  files.push(bmp({ bits: 8, compression: 1, palette: PALETTE, width: 7, height: 5 }, data));
  files.push(bmp({ bits: 4, compression: 2, palette: PALETTE, width: 7, height: 5 }, data));
  for (const bits of [16, 24, 32]) files.push(bmp({ bits, width: 3, height: 5 }, data));
  const counts = { accepted: 0, refused: 0 };
  const check = (bytes: Uint8Array) => {
    try {
      const { width, height, pixels } = watched(meter, () => decodeBmp(bytes));
      expect(pixels).toHaveLength(width * height);
      counts.accepted++;
    } catch (error) {
      expect(error).toBeInstanceOf(FormatError);
      counts.refused++;
    }
  };
  fc.assert(fc.property(arbitraryMutation(files), check), { numRuns: LONG ? 10_000 : 400, seed });
  fc.assert(fc.property(arbitraryTruncation(files), check), { numRuns: LONG ? 2000 : 100, seed });
  expect(Math.min(counts.accepted, counts.refused)).toBeGreaterThan(20);
}, 300_000);
