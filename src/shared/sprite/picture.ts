import type { Pixels } from './raster.ts';

/**
 * Pixels as rows of characters, for tests: '.' is 0, other values are looked up in `legend` (or shown as base 36 digits).
 */
export function toPicture(pixels: Pixels, width: number, legend: Readonly<Record<string, number>> = {}): string {
  const names = new Map(Object.entries(legend).map(([name, value]) => [value, name]));
  const cells = Array.from(pixels, (value) => names.get(value) ?? (value === 0 ? '.' : value.toString(36)));
  const rows: string[] = [];
  for (let i = 0; i < cells.length; i += width) rows.push(cells.slice(i, i + width).join(''));
  return rows.join('\n');
}

/** The reverse: rows of characters to values, row by row. White space around rows does not count. */
export function fromPicture(picture: string, legend: Readonly<Record<string, number>> = {}) {
  const rows = picture
    .trim()
    .split('\n')
    .map((row) => row.trim());
  const values = rows.flatMap((row) =>
    [...row].map((name) => legend[name] ?? (name === '.' ? 0 : Number.parseInt(name, 36))),
  );
  return { width: rows[0]?.length ?? 0, height: rows.length, values };
}
