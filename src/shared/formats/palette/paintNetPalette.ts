import { alpha, blue, green, red, rgba } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodeUtf8 } from '../utf8.ts';
import { paletteLines, paletteOf } from './paletteLines.ts';

const FORMAT = 'Paint.NET palette';

/** .txt of Paint.NET: one aarrggbb a line; what follows a semicolon is a comment. */
export function readPaintNet(bytes: Uint8Array): Palette {
  const colors = paletteLines(FORMAT, bytes)
    .map(({ text, offset }) => ({ text: text.replace(/;.*/, '').trim(), offset }))
    .filter(({ text }) => text !== '')
    .map(({ text, offset }) => {
      if (!/^[0-9a-f]{8}$/i.test(text)) {
        throw new FormatError(FORMAT, offset, 'invalid', `"${text.slice(0, 40)}" is not a colour`);
      }
      const [a = 0, r = 0, g = 0, b = 0] = text.match(/../g)?.map((pair) => Number.parseInt(pair, 16)) ?? [];
      return rgba(r, g, b, a);
    });
  return paletteOf(FORMAT, colors);
}

export function writePaintNet({ colors }: Palette): Uint8Array {
  const hex = (component: number) => component.toString(16).toUpperCase().padStart(2, '0');
  const lines = colors.map((color) => [alpha(color), red(color), green(color), blue(color)].map(hex).join(''));
  return encodeUtf8(`${['; paint.net Palette File', `; Colors: ${colors.length}`, ...lines].join('\r\n')}\r\n`);
}
