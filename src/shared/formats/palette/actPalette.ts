import { alpha, blue, green, red, rgba } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { paletteOf } from './paletteLines.ts';

const FORMAT = 'ACT palette';
const ENTRIES = 256;
export const ACT_SIZES: readonly number[] = [3 * ENTRIES, 3 * ENTRIES + 4];
const NONE = 0xffff;

/**
 * .act, Adobe's colour table: always 256 entries of three bytes; behind them, if anything, how many count and which one
 * is transparent (Adobe Photoshop File Formats Specification).
 */
export function readAct(bytes: Uint8Array): Palette {
  const reader = new ByteReader(FORMAT, bytes);
  if (!ACT_SIZES.includes(bytes.length)) throw reader.error('wrong_format', `${bytes.length} bytes; it has 768 or 772`);
  const colors = Array.from({ length: ENTRIES }, () => rgba(reader.u8(), reader.u8(), reader.u8()));
  if (reader.remaining === 0) return paletteOf(FORMAT, colors);
  const count = reader.u16BE();
  const transparent = reader.u16BE();
  if (count > ENTRIES) throw reader.error('invalid', `${count} colours; 256 are possible`);
  const used = colors.slice(0, count || ENTRIES);
  return paletteOf(
    FORMAT,
    used.map((color, entry) => (entry === transparent ? (color & 0xffffff) >>> 0 : color)),
  );
}

/** The first colour that is wholly transparent is marked as such; other alphas are lost. */
export function writeAct({ colors }: Palette): Uint8Array {
  const out = new ByteWriter(FORMAT);
  if (colors.length > ENTRIES) throw out.error(`${colors.length} colours; 256 are possible`);
  const transparent = colors.findIndex((color) => alpha(color) === 0);
  for (const color of colors) {
    out.u8(red(color));
    out.u8(green(color));
    out.u8(blue(color));
  }
  out.zeros(3 * (ENTRIES - colors.length));
  if (colors.length === ENTRIES && transparent < 0) return out.finish();
  out.u16BE(colors.length);
  out.u16BE(transparent < 0 ? NONE : transparent);
  return out.finish();
}
