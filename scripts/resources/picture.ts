import { crc32 } from 'node:zlib';
import { zlibSync } from 'fflate';
import type { PixelGrid } from './pixelGrid.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];

/**
 * A PNG with 8 bits a pixel and a palette (ISO/IEC 15948), each pixel enlarged to a square. The same bytes on every
 * machine, which Node's own deflate does not promise.
 */
export function encodePicture({ width, height, pixels }: PixelGrid, colors: readonly number[], scale: number): Buffer {
  const stride = 1 + width * scale;
  const rows = new Uint8Array(stride * height * scale);
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < width * scale; x++) {
      rows[y * stride + 1 + x] = pixels[Math.floor(y / scale) * width + Math.floor(x / scale)] ?? 0;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width * scale, 0);
  header.writeUInt32BE(height * scale, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from(SIGNATURE),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(colors.flatMap((color) => [color & 255, (color >>> 8) & 255, (color >>> 16) & 255]))),
    chunk('tRNS', Buffer.from(colors.map((color) => color >>> 24))),
    chunk('IDAT', zlibSync(rows, { level: 9 })),
    chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
