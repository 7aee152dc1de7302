import { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { PNG, type PngChunk } from './pngChunks.ts';
import { PNG_COLOR, type PngHeader, readHeader } from './pngHeader.ts';
import type { PngColors } from './pngPixels.ts';
import { readPalette, readTransparency } from './pngReading.ts';

/** What a still picture is made of; of an animated one, what all frames share. */
export interface PngParts {
  readonly header: PngHeader;
  readonly colors: PngColors;
  /** The parts of the zlib stream. */
  readonly data: readonly Uint8Array[];
  /** At the end of the file; for errors that concern all of it. */
  readonly end: ByteReader;
}

/** Collects the chunks of a PNG and keeps their order (PNG specification, 5.6). */
export class PngDraft {
  #header: PngHeader | undefined;
  #colors: PngColors = { palette: [], transparent: [] };
  readonly #data: Uint8Array[] = [];
  #dataEnded = false;
  #chunks = 0;
  #end: ByteReader = new ByteReader(PNG, new Uint8Array(0));

  get header(): PngHeader | undefined {
    return this.#header;
  }

  /** Whether pixels have come. */
  get hasData(): boolean {
    return this.#data.length > 0;
  }

  chunk({ type, reader }: PngChunk): void {
    this.#end = reader;
    if (++this.#chunks > FORMAT_LIMITS.chunks) throw reader.error('too_large', 'too many chunks');
    if (this.#header === undefined) {
      if (type !== 'IHDR') throw reader.error('invalid', `chunk ${type} before the header`);
      this.#header = readHeader(reader);
      return;
    }
    if (type !== 'IDAT') this.#dataEnded = this.hasData;
    switch (type) {
      case 'PLTE':
        this.#before('PLTE', reader);
        this.#colors = { ...this.#colors, palette: readPalette(reader, this.#header) };
        break;
      case 'tRNS':
        this.#before('tRNS', reader);
        this.#colors = readTransparency(reader, this.#header, this.#colors);
        break;
      case 'IDAT':
        if (this.#dataEnded) throw reader.error('invalid', 'the pixels are interrupted');
        this.#data.push(reader.bytes(reader.remaining));
        break;
      case 'IEND':
        break;
      default:
        if (/^[A-Z]/.test(type)) throw reader.error('unsupported', `a chunk ${type}, which may not be passed over`);
    }
  }

  finished(): PngParts {
    if (this.#header === undefined || !this.hasData) throw this.#end.error('invalid', 'there are no pixels');
    if (this.#header.colorType === PNG_COLOR.indexed && this.#colors.palette.length === 0) {
      throw this.#end.error('invalid', 'the palette is missing');
    }
    return { header: this.#header, colors: this.#colors, data: this.#data, end: this.#end };
  }

  #before(type: string, reader: ByteReader): void {
    if (this.hasData) throw reader.error('invalid', `chunk ${type} behind the pixels`);
    if (type === 'PLTE' && this.#colors.palette.length > 0) throw reader.error('invalid', 'a second palette');
  }
}
