import { crc32, deflateSync } from 'node:zlib';
import type { DecodedImage } from '../../shared/ipc.ts';
import { FileError } from './fileError.ts';

const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
const INDEXED = 3;

/**
 * A PNG whose pixels are palette entries, 1, 2, 4 or 8 bits each, with the palette's order and every alpha kept. sharp
 * cannot write it: its palette option makes a palette of its own. Format: PNG (ISO/IEC 15948), sections 11.2 and 11.3.
 *
 * @param palette 1 to 256 RGBA colours, every pixel's among them.
 * @throws FileError `not_an_image` when a pixel's colour is missing from the palette.
 */
export function encodeIndexedPng(image: DecodedImage, palette: readonly number[]): Uint8Array<ArrayBuffer> {
  const depth = [1, 2, 4, 8].find((bits) => palette.length <= 2 ** bits) ?? 8;
  const rows = packRows(image, palette, depth);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from(SIGNATURE),
      chunk('IHDR', header(image.width, image.height, depth)),
      chunk('PLTE', Buffer.from(palette.flatMap((color) => [color & 255, (color >>> 8) & 255, (color >>> 16) & 255]))),
      ...transparency(palette),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function header(width: number, height: number, depth: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data[8] = depth;
  data[9] = INDEXED;
  return data;
}

/** Alphas up to the last entry that is not opaque; none when all are. */
function transparency(palette: readonly number[]): readonly Buffer[] {
  const alphas = palette.map((color) => color >>> 24);
  const length = alphas.findLastIndex((alpha) => alpha !== 255) + 1;
  return length === 0 ? [] : [chunk('tRNS', Buffer.from(alphas.slice(0, length)))];
}

/** Each row begins with its filter type: none, which suits few colours best. */
function packRows({ width, height, pixels }: DecodedImage, palette: readonly number[], depth: number): Buffer {
  const entries = new Map(palette.map((color, entry) => [color, entry] as const).toReversed());
  const view = new DataView(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  const stride = 1 + Math.ceil((width * depth) / 8);
  const rows = Buffer.alloc(stride * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const entry = entries.get(view.getUint32((y * width + x) * 4, true));
      if (entry === undefined) throw new FileError('not_an_image', 'The picture has a colour that its palette lacks.');
      const bit = x * depth;
      const at = y * stride + 1 + (bit >>> 3);
      rows[at] = (rows[at] ?? 0) | (entry << (8 - depth - (bit & 7)));
    }
  }
  return rows;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
