import { rgba } from '../../sprite/color.ts';
import type { ByteReader } from '../byteReader.ts';
import { PNG_COLOR, type PngHeader } from './pngHeader.ts';
import type { PngColors } from './pngPixels.ts';

/** PLTE: red, green and blue, a byte each (PNG specification, 11.2.3). */
export function readPalette(reader: ByteReader, { colorType, depth }: PngHeader): number[] {
  const count = reader.remaining / 3;
  const most = colorType === PNG_COLOR.indexed ? 2 ** depth : 256;
  if (!Number.isInteger(count) || count < 1 || count > most) {
    throw reader.error('invalid', `a palette of ${reader.remaining} bytes`);
  }
  if (colorType === PNG_COLOR.gray || colorType === PNG_COLOR.grayAlpha) {
    throw reader.error('invalid', 'a palette in a grayscale picture');
  }
  return Array.from({ length: count }, () => rgba(reader.u8(), reader.u8(), reader.u8()));
}

/** tRNS: the alphas of the first entries, or the one transparent colour (PNG specification, 11.3.2.1). */
export function readTransparency(reader: ByteReader, { colorType }: PngHeader, { palette }: PngColors): PngColors {
  if (colorType === PNG_COLOR.indexed) {
    if (reader.remaining > palette.length) throw reader.error('invalid', 'more alphas than palette entries');
    const alphas = reader.bytes(reader.remaining);
    return { palette: palette.map((color, i) => withAlpha(color, alphas[i] ?? 255)), transparent: [] };
  }
  const samples = colorType === PNG_COLOR.gray ? 1 : colorType === PNG_COLOR.rgb ? 3 : 0;
  if (samples === 0) throw reader.error('invalid', 'a transparent colour beside an alpha channel');
  return { palette, transparent: Array.from({ length: samples }, () => reader.u16BE()) };
}

function withAlpha(color: number, alpha: number): number {
  return ((color & 0xffffff) | (alpha << 24)) >>> 0;
}
