import { rgba } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { shortText } from '../shortText.ts';
import { decodeUtf8 } from '../utf8.ts';

/** One line of a text file, without its end and the blanks around it. */
export interface PaletteLine {
  readonly text: string;
  /** Characters before it in the file. */
  readonly offset: number;
}

/** The lines of a text palette; a byte order mark is left out. Longer files than any palette are refused. */
export function paletteLines(format: string, bytes: Uint8Array): PaletteLine[] {
  if (bytes.length > 100 * FORMAT_LIMITS.paletteColors) {
    throw new FormatError(format, 0, 'too_large', `${bytes.length} bytes`);
  }
  let offset = 0;
  return decodeUtf8(bytes)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\n|\r/)
    .map((text) => {
      const line = { text: text.trim(), offset };
      offset += text.length + 1;
      return line;
    });
}

/** Numbers from 0 to 255 at the start of a line: red, green, blue, and alpha where it is told. */
export function readComponents(format: string, line: PaletteLine, count: 3 | 4): { color: number; rest: string } {
  const pattern = count === 3 ? /^(\d+)[\s,]+(\d+)[\s,]+(\d+)/ : /^(\d+)[\s,]+(\d+)[\s,]+(\d+)[\s,]+(\d+)/;
  const match = pattern.exec(line.text);
  const [r = 256, g = 256, b = 256, a = 255] = match?.slice(1).map(Number) ?? [];
  if (match === null || Math.max(r, g, b, a) > 255) {
    throw new FormatError(format, line.offset, 'invalid', `"${line.text.slice(0, 40)}" is not a colour`);
  }
  return { color: rgba(r, g, b, a), rest: line.text.slice(match[0].length).trim() };
}

export function paletteOf(format: string, colors: readonly number[], names: Iterable<[number, string]> = []): Palette {
  if (colors.length <= FORMAT_LIMITS.paletteColors) {
    return { colors, names: new Map([...names].map(([entry, name]) => [entry, shortText(name)])) };
  }
  throw new FormatError(format, 0, 'too_large', `${colors.length} colours`);
}
