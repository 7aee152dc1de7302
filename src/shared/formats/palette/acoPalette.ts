import { blue, green, red } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { fromCmyk, fromHsb, fromLab, fromUnit } from './deviceColors.ts';
import { paletteOf } from './paletteLines.ts';
import { readUtf16, writeUtf16 } from './utf16.ts';

const FORMAT = 'ACO palette';

/**
 * .aco, Photoshop's swatches (Adobe Photoshop File Formats Specification): a first version without names, then usually
 * the same colours again with names, which is what counts. It has no alpha.
 */
export function readAco(bytes: Uint8Array): Palette {
  const reader = new ByteReader(FORMAT, bytes);
  const first = readVersion(reader);
  return reader.remaining >= 4 ? readVersion(reader) : first;
}

/** Whether the bytes are as long as their own counts say. */
export function looksLikeAco(bytes: Uint8Array): boolean {
  const reader = new ByteReader(FORMAT, bytes);
  if (bytes.length < 4) return false;
  const version = reader.u16BE();
  const size = 4 + 10 * reader.u16BE();
  return (version === 1 && (bytes.length === size || bytes[size + 1] === 2)) || (version === 2 && bytes.length > size);
}

function readVersion(reader: ByteReader): Palette {
  const version = reader.u16BE();
  if (version !== 1 && version !== 2) throw reader.error('wrong_format', `version ${version}`);
  const count = reader.u16BE();
  const colors: number[] = [];
  const names: [number, string][] = [];
  for (let entry = 0; entry < count; entry++) {
    colors.push(readColor(reader));
    if (version === 1) continue;
    const name = readUtf16(reader, reader.u32BE());
    if (name !== '') names.push([entry, name]);
  }
  return paletteOf(FORMAT, colors, names);
}

function readColor(reader: ByteReader): number {
  const space = reader.u16BE();
  const [a, b, c, d] = [reader.u16BE(), reader.u16BE(), reader.u16BE(), reader.u16BE()];
  switch (space) {
    case 0:
      return fromUnit(a / 65535, b / 65535, c / 65535);
    case 1:
      return fromHsb(a / 65535, b / 65535, c / 65535);
    case 2:
      return fromCmyk(1 - a / 65535, 1 - b / 65535, 1 - c / 65535, 1 - d / 65535);
    case 7:
      return fromLab(a / 100, signed(b) / 100, signed(c) / 100);
    case 8:
      return fromUnit(1 - a / 10000, 1 - a / 10000, 1 - a / 10000);
    default:
      throw reader.error('unsupported', `colour space ${space}`);
  }
}

function signed(word: number): number {
  return word >= 0x8000 ? word - 0x10000 : word;
}

export function writeAco(palette: Palette): Uint8Array {
  const out = new ByteWriter(FORMAT);
  for (const version of [1, 2]) {
    out.u16BE(version);
    out.u16BE(palette.colors.length, 'the number of colours');
    palette.colors.forEach((color, entry) => {
      out.u16BE(0);
      for (const component of [red(color), green(color), blue(color), 0]) out.u16BE(component * 257);
      if (version === 1) return;
      const name = palette.names.get(entry) ?? '';
      out.u32BE(name.length + 1);
      writeUtf16(out, name);
    });
  }
  return out.finish();
}
