import { rgba } from '../../sprite/color.ts';
import { ByteReader } from '../byteReader.ts';
import type { FileImage } from '../fileImage.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import { BMP, type BmpHeader, COMPRESSION, readBmpHeader } from './bmpHeader.ts';
import { unpackRle } from './bmpRle.ts';

export function isBmp(bytes: Uint8Array): boolean {
  return bytes[0] === 0x42 && bytes[1] === 0x4d;
}

/**
 * Reads Windows and OS/2 bitmaps of 1 to 32 bits, run-length encoded ones included; those with a palette stay indexed.
 * Alpha counts only where the header says where it stands: plain 32-bit files often hold anything there. Every failure is
 * a FormatError.
 */
export function decodeBmp(bytes: Uint8Array): FileImage {
  const start = new ByteReader(BMP, bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw start.error('too_large', `${bytes.length} bytes`);
  const header = readBmpHeader(bytes);
  const { width, height, bits, compression, palette } = header;
  const reader = new ByteReader(BMP, bytes);
  reader.skip(header.offset);
  new MemoryBudget(bytes.length).take(reader, width * height * (bits > 8 ? 4 : 1));
  if (bits > 8) return { width, height, colorMode: 'rgba', pixels: upright(readColors(reader, header), header) };
  const packed =
    compression === COMPRESSION.none ? readEntries(reader, header) : unpackRle(reader, width, height, bits);
  const bad = packed.find((entry) => entry >= palette.length);
  if (bad !== undefined) throw reader.error('invalid', `palette entry ${bad} of ${palette.length}`);
  return { width, height, colorMode: 'indexed', pixels: upright(packed, header), palette };
}

/** Rows fill up to four bytes. */
function rowBytes({ width, bits }: BmpHeader): number {
  return Math.ceil((width * bits) / 32) * 4;
}

function readEntries(reader: ByteReader, header: BmpHeader): Uint8Array {
  const { width, height, bits } = header;
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = reader.bytes(rowBytes(header));
    for (let x = 0; x < width; x++) {
      const bit = x * bits;
      out[y * width + x] = ((row[bit >> 3] ?? 0) >> (8 - bits - (bit & 7))) & (2 ** bits - 1);
    }
  }
  return out;
}

function readColors(reader: ByteReader, header: BmpHeader): Uint32Array {
  const { width, height, bits, masks } = header;
  const [red, green, blue, alpha] = masks.map(channelOf);
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = reader.part(rowBytes(header));
    for (let x = 0; x < width; x++) {
      if (bits === 24) {
        const [b = 0, g = 0, r = 0] = row.bytes(3);
        out[y * width + x] = rgba(r, g, b);
        continue;
      }
      const pixel = bits === 16 ? row.u16() : row.u32();
      const opacity = masks[3] === 0 ? 255 : (alpha?.(pixel) ?? 255);
      out[y * width + x] = rgba(red?.(pixel) ?? 0, green?.(pixel) ?? 0, blue?.(pixel) ?? 0, opacity);
    }
  }
  return out;
}

/** Reads the bits that a mask covers, spread over 0 to 255. */
function channelOf(mask: number): (pixel: number) => number {
  const lowest = (mask & -mask) >>> 0 || 1;
  const most = mask / lowest;
  return (pixel) => (most === 0 ? 0 : Math.round((((pixel & mask) >>> 0) / lowest / most) * 255));
}

/** Turned upside down unless the rows already come from the top. */
function upright<Rows extends Uint8Array | Uint32Array>(rows: Rows, { width, height, topDown }: BmpHeader): Rows {
  if (topDown) return rows;
  for (let y = 0; y < height >> 1; y++) {
    const [top, bottom] = [y * width, (height - 1 - y) * width];
    const row = rows.slice(top, top + width);
    rows.copyWithin(top, bottom, bottom + width);
    rows.set(row, bottom);
  }
  return rows;
}
