import { type Pixels, TILE } from '../../sprite/raster.ts';
import type { ColorMode } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import { FormatError } from '../formatError.ts';
import type { MemoryBudget } from '../memoryBudget.ts';
import { pixelSize, pixelsFromBytes } from '../pixelBytes.ts';
import { canInflateTo, type Zlib } from '../zlib.ts';

/** Inflates the pixels of one file, and counts what they will take in memory against the limit. */
export class PixelInflater {
  readonly #zlib: Zlib;
  readonly #budget: MemoryBudget;

  constructor(zlib: Zlib, budget: MemoryBudget) {
    this.#zlib = zlib;
    this.#budget = budget;
  }

  /** A zlib stream of that many pixels; `reader` then stands behind it. */
  inflate(reader: ByteReader, mode: ColorMode, width: number, height: number): Pixels {
    const size = width * height * pixelSize(mode);
    if (size === 0) {
      this.#passNothing(reader);
      return pixelsFromBytes(mode, new Uint8Array(0));
    }
    if (!canInflateTo(reader.remaining, size)) {
      throw reader.error('truncated', `${reader.remaining} compressed bytes cannot hold ${width} x ${height} pixels`);
    }
    this.take(reader, mode, width, height);
    return pixelsFromBytes(mode, this.#inflated(reader, size));
  }

  /** Notes that a raster of that size is about to be made. Its tiles count in full. */
  take(reader: ByteReader, mode: ColorMode, width: number, height: number): void {
    const tiles = Math.ceil(width / TILE) * Math.ceil(height / TILE);
    this.#budget.take(reader, tiles * TILE * TILE * pixelSize(mode));
  }

  /** No pixels may have an empty stream, or none. */
  #passNothing(reader: ByteReader): void {
    try {
      if (reader.remaining > 0) this.#inflated(reader, 0);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }

  #inflated(reader: ByteReader, size: number): Uint8Array {
    try {
      const { content, length } = this.#zlib.inflate(reader.copy().bytes(reader.remaining), size);
      reader.skip(length);
      return content;
    } catch (error) {
      if (error instanceof FormatError) throw error;
      throw reader.error('invalid', `compressed pixels: ${error instanceof Error ? error.message : error}`);
    }
  }
}
