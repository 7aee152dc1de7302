/**
 * Names of a numbered sequence that begins with `name`, such as cat01.png, cat02.png: the digits before the extension
 * count on, with as many places. A name without digits gets them, from 1 and wide enough for all.
 */
export function numberedNames(name: string, count: number): readonly string[] {
  const [, stem = name, digits = '', extension = ''] = /^(.*?)(\d*)(\.[^.]*)?$/s.exec(name) ?? [];
  const first = digits === '' ? 1 : Number(digits);
  const width = digits === '' ? String(count).length : digits.length;
  return Array.from({ length: count }, (_, i) => `${stem}${String(first + i).padStart(width, '0')}${extension}`);
}

/** Whether a name ends in a number that can be counted on. */
export function isNumbered(name: string): boolean {
  return /\d{1,9}(\.[^.]*)?$/.test(name) && !/\d{10}(\.[^.]*)?$/.test(name);
}
