import { fromHex, toHex } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodeUtf8 } from '../utf8.ts';
import { paletteLines, paletteOf } from './paletteLines.ts';

const FORMAT = 'hex palette';

/** .hex, as lospec.com offers it: one rrggbb, or rrggbbaa, a line. */
export function readHexPalette(bytes: Uint8Array): Palette {
  const colors = paletteLines(FORMAT, bytes)
    .filter(({ text }) => text !== '')
    .map(({ text, offset }) => {
      const color = fromHex(text);
      if (color !== undefined) return color;
      throw new FormatError(FORMAT, offset, 'invalid', `"${text.slice(0, 40)}" is not a colour`);
    });
  return paletteOf(FORMAT, colors);
}

export function writeHexPalette({ colors }: Palette): Uint8Array {
  return encodeUtf8(colors.map((color) => `${toHex(color).slice(1)}\n`).join(''));
}
