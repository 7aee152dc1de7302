import type { Pixels } from '../../sprite/raster.ts';
import { ColorTable } from '../colorTable.ts';
import { bytesOfPixels } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import { channelsOf, PNG_COLOR, type PngColorType } from './pngHeader.ts';
import { paeth } from './pngRows.ts';

/** How pixels are written: never interlaced, 8 bits a sample but for indexed pictures of few colours. */
export interface PngPacking {
  readonly colorType: PngColorType;
  readonly depth: number;
}

/** The fewest bits that hold all entries of a palette. */
export function indexDepth(paletteLength: number): number {
  return paletteLength <= 2 ? 1 : paletteLength <= 4 ? 2 : paletteLength <= 16 ? 4 : 8;
}

/** The zlib stream of a picture or a frame. */
export function packPixels(pixels: Pixels, width: number, packing: PngPacking, zlib: Zlib): Uint8Array {
  const { colorType, depth } = packing;
  const channels = channelsOf(colorType);
  const rowBytes = Math.ceil((width * channels * depth) / 8);
  const rows = new Uint8Array((pixels.length / width) * (1 + rowBytes));
  const above = new Uint8Array(rowBytes);
  const row = new Uint8Array(rowBytes);
  const filtered = Array.from({ length: 5 }, () => new Uint8Array(rowBytes));
  // Filters help smooth pictures. Where colours repeat, the stream finds more in the bytes as they are; entries of a
  // palette have no order that a filter could use.
  const smooth = colorType !== PNG_COLOR.indexed && !new ColorTable().add(pixels);
  for (let y = 0, at = 0; at < rows.length; y++, at += 1 + rowBytes) {
    packRow(row, pixels, y * width, width, packing);
    const filter = smooth ? bestFilter(row, above, channels, filtered) : 0;
    rows[at] = filter;
    rows.set(filter === 0 ? row : (filtered[filter] ?? row), at + 1);
    above.set(row);
  }
  return zlib.deflate(rows);
}

function packRow(
  row: Uint8Array,
  pixels: Pixels,
  start: number,
  width: number,
  { colorType, depth }: PngPacking,
): void {
  if (colorType === PNG_COLOR.indexed && depth === 8) {
    row.set(pixels.subarray(start, start + width));
    return;
  }
  if (colorType === PNG_COLOR.indexed) {
    row.fill(0);
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      row[bit >> 3] = (row[bit >> 3] ?? 0) | ((pixels[start + x] ?? 0) << (8 - depth - (bit & 7)));
    }
    return;
  }
  if (colorType === PNG_COLOR.rgba) {
    row.set(bytesOfPixels(pixels.subarray(start, start + width)));
    return;
  }
  for (let x = 0, to = 0; x < width; x++) {
    const pixel = pixels[start + x] ?? 0;
    if (colorType === PNG_COLOR.gray || colorType === PNG_COLOR.grayAlpha) {
      row[to++] = pixel & 255;
      if (colorType === PNG_COLOR.grayAlpha) row[to++] = pixel >>> 8;
      continue;
    }
    row[to++] = pixel & 255;
    row[to++] = (pixel >>> 8) & 255;
    row[to++] = (pixel >>> 16) & 255;
  }
}

/** The filter whose bytes are nearest to 0 in sum (PNG specification, 12.7); fills `filtered`. */
function bestFilter(row: Uint8Array, above: Uint8Array, left: number, filtered: readonly Uint8Array[]): number {
  let [best, least] = [0, Number.POSITIVE_INFINITY];
  filtered.forEach((out, filter) => {
    let sum = 0;
    for (let i = 0; i < row.length; i++) {
      const a = i < left ? 0 : (row[i - left] ?? 0);
      const b = above[i] ?? 0;
      const c = i < left ? 0 : (above[i - left] ?? 0);
      const value = ((row[i] ?? 0) - guessOf(filter, a, b, c)) & 255;
      out[i] = value;
      sum += value < 128 ? value : 256 - value;
    }
    if (sum < least) [best, least] = [filter, sum];
  });
  return best;
}

function guessOf(filter: number, a: number, b: number, c: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return a;
  if (filter === 2) return b;
  return filter === 3 ? (a + b) >> 1 : paeth(a, b, c);
}
