import { rgba } from '../../sprite/color.ts';
import { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';

export const BMP = 'BMP';

export const COMPRESSION = { none: 0, rle8: 1, rle4: 2, masks: 3, alphaMasks: 6 } as const;

export interface BmpHeader {
  readonly width: number;
  readonly height: number;
  /** Rows come from the bottom up unless this is set. */
  readonly topDown: boolean;
  /** Bits of a pixel: 1, 4 and 8 with a palette, 16, 24, 32 without. */
  readonly bits: number;
  readonly compression: number;
  /** RGBA. */
  readonly palette: readonly number[];
  /** Where red, green, blue and alpha stand in pixels of 16 and 32 bits; 0: nowhere. */
  readonly masks: readonly number[];
  /** Where the pixels begin. */
  readonly offset: number;
}

/** Bytes of the oldest header, whose numbers have 16 bits. */
const CORE_BYTES = 12;
const MASKS_16 = [0x7c00, 0x03e0, 0x001f, 0];
const MASKS_32 = [0xff0000, 0xff00, 0xff, 0];

/** Both headers and the palette (Windows GDI, BITMAPFILEHEADER to BITMAPV5HEADER; OS/2's of 12 and 64 bytes). */
export function readBmpHeader(bytes: Uint8Array): BmpHeader {
  const reader = new ByteReader(BMP, bytes);
  if (reader.u16() !== 0x4d42) throw reader.error('wrong_format', 'the signature BM is missing');
  reader.skip(8);
  const offset = reader.u32();
  const size = reader.u32();
  if (![CORE_BYTES, 40, 52, 56, 64, 108, 124].includes(size)) {
    throw reader.error('unsupported', `a header of ${size} bytes`);
  }
  const header = reader.part(size - 4);
  const core = size === CORE_BYTES;
  const width = core ? header.u16() : header.i32();
  const rows = core ? header.u16() : header.i32();
  const height = Math.abs(rows);
  if (width < 1 || height < 1) throw reader.error('invalid', `a picture of ${width} x ${rows}`);
  if (Math.max(width, height) > FORMAT_LIMITS.side) throw reader.error('too_large', `a picture of ${width} x ${rows}`);
  header.skip(2);
  const bits = header.u16();
  const compression = core ? COMPRESSION.none : header.u32();
  checkKind(reader, bits, compression);
  if (!core) header.skip(12);
  const colors = core ? 0 : header.u32();
  if (!core) header.skip(4);
  const masks = readMasks(size > 40 && size !== 64 ? header : reader, size, bits, compression);
  const palette = bits > 8 ? [] : readPalette(reader, colors || 2 ** bits, core ? 3 : 4, offset);
  return { width, height, topDown: rows < 0, bits, compression, palette, masks, offset };
}

function checkKind(reader: ByteReader, bits: number, compression: number): void {
  const fits: Readonly<Record<number, readonly number[]>> = {
    [COMPRESSION.none]: [1, 4, 8, 16, 24, 32],
    [COMPRESSION.rle8]: [8],
    [COMPRESSION.rle4]: [4],
    [COMPRESSION.masks]: [16, 32],
    [COMPRESSION.alphaMasks]: [16, 32],
  };
  if (fits[compression]?.includes(bits)) return;
  throw reader.error('unsupported', `${bits} bits a pixel with compression ${compression}`);
}

/** They stand in the longer headers, or behind the one of 40 bytes. */
function readMasks(reader: ByteReader, size: number, bits: number, compression: number): readonly number[] {
  if (compression < COMPRESSION.masks) return bits === 16 ? MASKS_16 : MASKS_32;
  const masks = [reader.u32(), reader.u32(), reader.u32()];
  return [...masks, size >= 56 || compression === COMPRESSION.alphaMasks ? reader.u32() : 0];
}

function readPalette(reader: ByteReader, count: number, entryBytes: number, offset: number): number[] {
  const room = Math.floor((offset - reader.offset) / entryBytes);
  if (count > 256) throw reader.error('invalid', `a palette of ${count} colours`);
  return Array.from({ length: Math.max(0, Math.min(count, room)) }, () => {
    const [blue = 0, green = 0, red = 0] = reader.bytes(entryBytes);
    return rgba(red, green, blue);
  });
}
