import { alpha, blue, green, red } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodeUtf8 } from '../utf8.ts';
import { paletteLines, paletteOf, readComponents } from './paletteLines.ts';

const FORMAT = 'GIMP palette';
const NO_NAME = 'Untitled';

/** .gpl: GIMP's palette, with Aseprite's line "Channels: RGBA" where colours have an alpha. */
export function readGpl(bytes: Uint8Array): Palette {
  const [first, ...lines] = paletteLines(FORMAT, bytes);
  if (first?.text !== 'GIMP Palette') throw new FormatError(FORMAT, 0, 'wrong_format', 'the first line is missing');
  const colors: number[] = [];
  const names: [number, string][] = [];
  let channels: 3 | 4 = 3;
  for (const line of lines) {
    if (line.text === '' || line.text.startsWith('#')) continue;
    const field = /^(Name|Columns|Channels)\s*:\s*(.*)$/.exec(line.text);
    if (field) {
      if (field[1] === 'Channels') channels = field[2] === 'RGBA' ? 4 : 3;
      continue;
    }
    const { color, rest } = readComponents(FORMAT, line, channels);
    if (rest !== '' && rest !== NO_NAME) names.push([colors.length, rest]);
    colors.push(color);
  }
  return paletteOf(FORMAT, colors, names);
}

export function writeGpl({ colors, names }: Palette): Uint8Array {
  const withAlpha = colors.some((color) => alpha(color) !== 255);
  const lines = colors.map((color, entry) => {
    const components = [red(color), green(color), blue(color), ...(withAlpha ? [alpha(color)] : [])];
    const name = names.get(entry)?.replace(/\s+/g, ' ').trim() || NO_NAME;
    return `${components.map((component) => String(component).padStart(3)).join(' ')}\t${name}`;
  });
  return encodeUtf8(`${['GIMP Palette', ...(withAlpha ? ['Channels: RGBA'] : []), '#', ...lines].join('\n')}\n`);
}
