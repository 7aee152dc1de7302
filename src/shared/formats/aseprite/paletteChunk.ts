import { rgba } from '../../sprite/color.ts';
import type { Palette, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { readColor, writeColor } from './color.ts';
import { KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const HAS_NAME = 1;
const BLACK = rgba(0, 0, 0);

export interface PaletteChunk {
  readonly palette: Palette;
  readonly kept: readonly UnknownChunk[];
}

/** Applies a palette chunk (0x2019): a new size, and new colours for a range of entries. */
export function readPalette(reader: ByteReader, before: Palette): PaletteChunk {
  const size = reader.u32();
  const [first, last] = [reader.u32(), reader.u32()];
  const reserved = new ReservedReader();
  reserved.skip(reader, 8);
  if (size > FORMAT_LIMITS.paletteColors) throw reader.error('too_large', `a palette of ${size} colours`);
  if (last >= size && first <= last) throw reader.error('invalid', `palette entry ${last} of ${size}`);
  const colors = Array.from({ length: size }, (_, i) => before.colors[i] ?? BLACK);
  const names = new Map([...before.names].filter(([entry]) => entry < size));
  const extraFlags = new Map([...(before.extraFlags ?? [])].filter(([entry]) => entry < size));
  for (let entry = first; entry <= last; entry++) {
    const flags = reader.u16();
    colors[entry] = readColor(reader);
    if (flags & HAS_NAME) names.set(entry, reader.string());
    else names.delete(entry);
    if (flags & ~HAS_NAME) extraFlags.set(entry, flags & ~HAS_NAME);
    else extraFlags.delete(entry);
  }
  const palette = { colors, names, ...(extraFlags.size > 0 && { extraFlags }) };
  return { palette, kept: reserved.kept(reader, KEPT.palette) };
}

/** Writes all entries. */
export function writePalette(out: ByteWriter, palette: Palette, unknown: readonly UnknownChunk[]): void {
  const { colors, names, extraFlags } = palette;
  const reserved = new ReservedWriter(unknown, KEPT.palette);
  if (colors.length > FORMAT_LIMITS.paletteColors) throw out.error(`a palette of ${colors.length} colours`);
  out.u32(colors.length);
  out.u32(colors.length === 0 ? 1 : 0);
  out.u32(Math.max(0, colors.length - 1));
  reserved.write(out, 8);
  colors.forEach((color, entry) => {
    const name = names.get(entry);
    out.u16((extraFlags?.get(entry) ?? 0) | (name === undefined ? 0 : HAS_NAME));
    writeColor(out, color);
    if (name !== undefined) out.string(name, 'the name of a colour');
  });
  reserved.writeRest(out);
}

/** Applies one of the two old palette chunks: 0x0004 with 8 bits per component, 0x0011 with 6. */
export function readOldPalette(reader: ByteReader, before: Palette, bits: 6 | 8): Palette {
  const colors = [...before.colors];
  const packets = reader.u16();
  let entry = 0;
  for (let packet = 0; packet < packets; packet++) {
    entry += reader.u8();
    const count = reader.u8() || 256;
    if (entry + count > 256)
      throw reader.error('invalid', `palette entry ${entry + count - 1}; old palettes end at 255`);
    while (colors.length < entry) colors.push(BLACK);
    for (let i = 0; i < count; i++, entry++) {
      const [r, g, b] = [reader.u8(), reader.u8(), reader.u8()];
      colors[entry] = bits === 8 ? rgba(r, g, b) : rgba(widen(r), widen(g), widen(b));
    }
  }
  return { ...before, colors };
}

/** 0 to 63 becomes 0 to 255. */
function widen(component: number): number {
  const value = component & 63;
  return (value << 2) | (value >> 4);
}
