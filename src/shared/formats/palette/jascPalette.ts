import { alpha, blue, green, red } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodeUtf8 } from '../utf8.ts';
import { paletteLines, paletteOf, readComponents } from './paletteLines.ts';

const FORMAT = 'JASC palette';

/** .pal as Paint Shop Pro writes it: a count, then one colour a line, with a fourth number where it has an alpha. */
export function readJasc(bytes: Uint8Array): Palette {
  const [magic, , count, ...lines] = paletteLines(FORMAT, bytes).filter(({ text }) => text !== '');
  if (magic?.text !== 'JASC-PAL') throw new FormatError(FORMAT, 0, 'wrong_format', 'the first line is missing');
  const announced = /^\d+$/.test(count?.text ?? '') ? Number(count?.text) : Number.NaN;
  if (!(lines.length >= announced)) {
    throw new FormatError(
      FORMAT,
      count?.offset ?? 0,
      'truncated',
      `${count?.text} colours are announced, ${lines.length} found`,
    );
  }
  const colors = lines.slice(0, announced).map((line) => {
    return readComponents(FORMAT, line, /^\d+\s+\d+\s+\d+\s+\d+/.test(line.text) ? 4 : 3).color;
  });
  return paletteOf(FORMAT, colors);
}

export function writeJasc({ colors }: Palette): Uint8Array {
  const lines = colors.map((color) => {
    return [red(color), green(color), blue(color), ...(alpha(color) === 255 ? [] : [alpha(color)])].join(' ');
  });
  return encodeUtf8(`${['JASC-PAL', '0100', String(colors.length), ...lines].join('\r\n')}\r\n`);
}
