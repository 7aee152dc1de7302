import { fromHex, rgba } from '../../sprite/color.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';

/**
 * Colours out of any text that was pasted: #rgb, #rrggbb, #rrggbbaa, 0xrrggbb, rgb(...) and rgba(...), bare words of six
 * or eight hexadecimal digits, and, where there is none of these, lines that begin with three or four numbers up to 255.
 * In order, with repetitions; empty when there are none.
 */
export function colorsInText(text: string): number[] {
  const colors: number[] = [];
  for (const [token, functional] of text.slice(0, 100 * FORMAT_LIMITS.paletteColors).matchAll(TOKENS)) {
    const color = functional === undefined ? fromHex(token.replace(/^0x/i, '')) : fromNumbers(functional);
    if (color !== undefined && colors.length < FORMAT_LIMITS.paletteColors) colors.push(color);
  }
  if (colors.length > 0) return colors;
  return text.split(/[\r\n]+/).flatMap((line) => fromNumbers(NUMBERS.exec(line)?.[1] ?? '') ?? []);
}

/** At the start of a line, bracketed or not: in the midst of one they are mostly no colour. */
const NUMBERS = /^[\s[({]*(\d[\d.%]*(?:[\s,;]+\d[\d.%]*){2,})/;

const TOKENS =
  /rgba?\(([^)]{1,60})\)|#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})(?![0-9a-z])|\b(?:0x)?(?:[0-9a-f]{8}|[0-9a-f]{6})\b/gi;

/** Three or four numbers; a fourth up to 1 with a point, or a percentage, is a share. */
function fromNumbers(text: string): number | undefined {
  const [r, g, b, a = '255', ...more] = text.match(/\d+(?:\.\d+)?%?/g) ?? [];
  if (r === undefined || g === undefined || b === undefined || more.length > 0) return undefined;
  const components = [r, g, b].map((component) => Math.round(scaled(component, 255)));
  const opacity = Math.round(
    a.includes('.') && Number.parseFloat(a) <= 1 ? Number.parseFloat(a) * 255 : scaled(a, 255),
  );
  const [red = 0, green = 0, blue = 0] = components;
  return Math.max(red, green, blue, opacity) > 255 ? undefined : rgba(red, green, blue, opacity);
}

function scaled(number: string, full: number): number {
  return number.endsWith('%') ? (Number.parseFloat(number) / 100) * full : Number.parseFloat(number);
}
