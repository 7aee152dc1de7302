import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { rgba } from '../../sprite/color.ts';
import { rgbaOf } from '../fileImage.ts';
import { decodeBmp } from './decodeBmp.ts';
import { type BmpKind, handmadeBmp } from './handmadeBmp.ts';

const PALETTE = [rgba(0, 0, 0), rgba(255, 0, 0), rgba(0, 255, 0), rgba(10, 20, 30)];
const entries = (file: Uint8Array) => {
  const { width, pixels } = decodeBmp(file);
  return [...pixels].join('').match(new RegExp(`.{${width}}`, 'g'));
};

test('pictures with a palette stay indexed, whatever their bits, from the bottom or the top', () => {
  const two = PALETTE.slice(0, 2);
  expect(entries(handmadeBmp({ bits: 1, palette: two }, [0b10100000, 0, 0, 0, 0b01100000, 0, 0, 0]))).toEqual([
    '0110',
    '1010',
  ]);
  expect(entries(handmadeBmp({ bits: 4, palette: PALETTE }, [0x12, 0x30, 0, 0, 0x01, 0x11, 0, 0]))).toEqual([
    '0111',
    '1230',
  ]);
  expect(entries(handmadeBmp({ bits: 8, palette: PALETTE, height: -2 }, [0, 1, 2, 3, 3, 2, 1, 0]))).toEqual([
    '0123',
    '3210',
  ]);
  const old = handmadeBmp({ bits: 8, palette: PALETTE, headerSize: 12 }, [0, 1, 2, 3, 3, 2, 1, 0]);
  expect(decodeBmp(old).palette).toEqual(PALETTE);
});

test('run lengths, literal runs, line ends and jumps', () => {
  const rle8 = [2, 1, 0, 3, 2, 3, 1, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1];
  expect(entries(handmadeBmp({ bits: 8, compression: 1, width: 5, palette: PALETTE }, rle8))).toEqual([
    '02000',
    '11231',
  ]);
  const rle4 = [3, 0x12, 0, 3, 0x31, 0x20, 0, 0, 5, 0x30];
  expect(entries(handmadeBmp({ bits: 4, compression: 2, width: 6, palette: PALETTE }, rle4))).toEqual([
    '303030',
    '121312',
  ]);
});

test('colours of 16, 24 and 32 bits; alpha only where a mask says so', () => {
  const one = { width: 1, height: 1 };
  const color = (kind: BmpKind, ...data: number[]) => decodeBmp(handmadeBmp({ ...one, ...kind }, data)).pixels[0];
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
  const small = handmadeBmp({ bits: 8, palette: PALETTE, width: 1, height: 1 }, [9, 0, 0, 0]);
  expect(() => decodeBmp(small)).toThrow('palette entry 9 of 4');
  expect(() => decodeBmp(handmadeBmp({ bits: 5 }, []))).toThrow('5 bits a pixel with compression 0');
  expect(() => decodeBmp(handmadeBmp({ bits: 24, compression: 4 }, []))).toThrow('24 bits a pixel with compression 4');
  expect(() => decodeBmp(handmadeBmp({ bits: 24, width: 8000, height: 8000 }, []))).toThrow('the pixels take 245 MiB');
  expect(() => decodeBmp(handmadeBmp({ bits: 24, width: 100_000 }, []))).toThrow('a picture of 100000 x 2');
  expect(() => decodeBmp(handmadeBmp({ bits: 24, width: 0 }, []))).toThrow('a picture of 0 x 2');
  expect(() => decodeBmp(handmadeBmp({ bits: 24 }, [1, 2]))).toThrow('12 bytes are needed here, 2 are left');
  expect(() => decodeBmp(Uint8Array.of(1, 2, 3))).toThrow('the signature BM is missing');
});
