import type { ByteReader } from '../byteReader.ts';
import { channelsOf, type PngHeader } from './pngHeader.ts';

/** A part of an interlaced picture; all of a plain one. */
export interface PngPass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
  /** Pixels of this pass in a row, and rows. */
  readonly width: number;
  readonly height: number;
  readonly rowBytes: number;
}

/** Adam7: first column and row, and steps (PNG specification, 8.2). */
const ADAM7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The passes in which rows come; those without pixels are left out. */
export function passesOf({ width, height, depth, colorType, interlaced }: PngHeader): readonly PngPass[] {
  const bits = depth * channelsOf(colorType);
  return (interlaced ? ADAM7 : ([[0, 0, 1, 1]] as const))
    .map(([x, y, stepX, stepY]) => {
      const columns = Math.ceil((width - x) / stepX);
      const rows = Math.ceil((height - y) / stepY);
      return { x, y, stepX, stepY, width: columns, height: rows, rowBytes: Math.ceil((columns * bits) / 8) };
    })
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** Bytes of the inflated data: every row has one more, for its filter. */
export function dataSize(passes: readonly PngPass[]): number {
  return passes.reduce((size, { height, rowBytes }) => size + height * (1 + rowBytes), 0);
}

/** Undoes the filters of a pass that starts at `at`, in place (PNG specification, 9.2). `reader` places errors. */
export function unfilter(data: Uint8Array, at: number, pass: PngPass, pixelBytes: number, reader: ByteReader): void {
  const { height, rowBytes } = pass;
  for (let y = 0; y < height; y++) {
    const start = at + y * (1 + rowBytes) + 1;
    const filter = data[start - 1] ?? 0;
    if (filter > 4) throw reader.error('invalid', `a row with filter ${filter}`);
    if (filter !== 0) unfilterRow(data, filter, start, start + rowBytes, pixelBytes, y === 0 ? 0 : 1 + rowBytes);
  }
}

/** `above` is how far before each byte the one above it lies; 0 in the first row, above which all is 0. */
function unfilterRow(data: Uint8Array, filter: number, start: number, end: number, left: number, above: number): void {
  for (let i = start; i < end; i++) {
    const a = i - left >= start ? (data[i - left] ?? 0) : 0;
    const b = above === 0 ? 0 : (data[i - above] ?? 0);
    const c = above === 0 || i - left < start ? 0 : (data[i - above - left] ?? 0);
    const guess = filter === 1 ? a : filter === 2 ? b : filter === 3 ? (a + b) >> 1 : paeth(a, b, c);
    data[i] = (data[i] ?? 0) + guess;
  }
}

/** The one of left, above and above left that is nearest to their plane (PNG specification, 9.4). */
export function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}
