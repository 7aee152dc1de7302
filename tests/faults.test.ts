import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const FILES = new Map(
  globSync('{supabase/tests/**,tests/integration,src/main/**}/*.test.ts', { cwd: ROOT }).map((file) => [
    basename(file, '.test.ts'),
    readFileSync(join(ROOT, file), 'utf8'),
  ]),
);

/** Every `file: title` of the page's tables. */
const CITED = readFileSync(join(ROOT, 'docs/faults.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| .* \|$/.test(line) && !line.startsWith('| what goes wrong'))
  .flatMap((line) => (line.slice(2, -2).split(' | ').at(-1) ?? '').split('<br>'))
  .map((cell) => ({ file: cell.slice(0, cell.indexOf(':')), title: cell.slice(cell.indexOf(':') + 2) }));

/** The titles of a file's tests, as they are written. */
function titlesIn(source: string): readonly string[] {
  // After `test(` or after the table of `test.each(…)`.
  const calls = source.matchAll(/(?:\btest\(|\]\s*(?:as const\s*)?\)\()\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/g);
  return [...calls].map(([, , title]) => title ?? '');
}

test('every test that docs/faults.md names is there', () => {
  const missing = CITED.filter(({ file, title }) => !titlesIn(FILES.get(file) ?? '').includes(title));
  expect(missing).toEqual([]);
  expect(CITED.length).toBeGreaterThan(40);
});

/** The files whose every test is a row. */
const MATRIX = ['cloudCallbacks', 'cloudDeaths', 'cloudProvider', 'cloudClocks', 'ownKeyEnd'];

test('docs/faults.md names every test of the fault matrix', () => {
  const cited = CITED.filter(({ file }) => MATRIX.includes(file)).map(({ title }) => title);
  const titles = MATRIX.flatMap((file) => titlesIn(FILES.get(file) ?? '')).filter(
    (title) => !/^(when|a provider)/.test(title),
  );
  expect(titles.length).toBeGreaterThan(20);
  expect(titles.filter((title) => !cited.includes(title))).toEqual([]);
});
