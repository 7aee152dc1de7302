import { ByteWriter } from '../byteWriter.ts';
import type { Zlib } from '../zlib.ts';
import { crc32 } from './crc32.ts';
import { PNG, writeChunk, writeSignature } from './pngChunks.ts';
import { channelsOf, headerData, type PngHeader } from './pngHeader.ts';

/** For tests: a PNG of any kind from its samples, with all filters in turn. `sampleAt` is asked for x, y and channel. */
export function handmadePng(
  header: PngHeader,
  sampleAt: (x: number, y: number, channel: number) => number,
  zlib: Zlib,
  { before = [], split = 1 }: { before?: readonly (readonly [string, Uint8Array])[]; split?: number } = {},
): Uint8Array {
  const out = new ByteWriter(PNG);
  writeSignature(out);
  writeChunk(out, 'IHDR', headerData(header));
  for (const [type, data] of before) writeChunk(out, type, data);
  const stream = zlib.deflate(Uint8Array.from(rowsOf(header, sampleAt)));
  const size = Math.ceil(stream.length / split);
  for (let at = 0; at < stream.length; at += size) writeChunk(out, 'IDAT', stream.subarray(at, at + size));
  writeChunk(out, 'IEND', new Uint8Array(0));
  return out.finish();
}

const STARTS_AND_STEPS = ['0088', '4088', '0448', '2044', '0224', '1022', '0112'];

function rowsOf(header: PngHeader, sampleAt: (x: number, y: number, channel: number) => number): number[] {
  const bytes: number[] = [];
  for (const pass of header.interlaced ? STARTS_AND_STEPS : ['0011']) {
    const [x0 = 0, y0 = 0, stepX = 1, stepY = 1] = [...pass].map(Number);
    let above: number[] = [];
    for (let y = y0; y < header.height && x0 < header.width; y += stepY) {
      const row = rowOf(
        header,
        (x, channel) => sampleAt(x0 + x * stepX, y, channel),
        Math.ceil((header.width - x0) / stepX),
      );
      const filter = y % 5;
      bytes.push(
        filter,
        ...filtered(filter, row, above, Math.max(1, (header.depth * channelsOf(header.colorType)) >> 3)),
      );
      above = row;
    }
  }
  return bytes;
}

function rowOf(
  { depth, colorType }: PngHeader,
  sampleAt: (x: number, channel: number) => number,
  width: number,
): number[] {
  let bits = '';
  for (let x = 0; x < width; x++) {
    for (let channel = 0; channel < channelsOf(colorType); channel++) {
      bits += sampleAt(x, channel).toString(2).padStart(depth, '0');
    }
  }
  return (bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

function filtered(filter: number, row: readonly number[], above: readonly number[], left: number): number[] {
  return row.map((value, i) => {
    const [a, b, c] = [row[i - left] ?? 0, above[i] ?? 0, above[i - left] ?? 0];
    const nearest = [a, b, c].toSorted((p, q) => Math.abs(a + b - c - p) - Math.abs(a + b - c - q))[0] ?? 0;
    const guesses = [0, a, b, Math.floor((a + b) / 2), nearest];
    return (value - (guesses[filter] ?? 0)) & 255;
  });
}

/** For fuzz tests: the file with the checksums of its chunks set right, as far as its lengths can be followed. */
export function mended(file: Uint8Array): Uint8Array {
  const bytes = file.slice();
  const view = new DataView(bytes.buffer);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 8 + view.getUint32(at);
    if (end + 4 > bytes.length) break;
    view.setUint32(end, crc32(bytes.subarray(at + 4, end)));
    at = end + 4;
  }
  return bytes;
}
