import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isExplained } from '../src/renderer/ui/generate/remedy.ts';
import { errorsEn } from '../src/renderer/ui/texts/errors.en.ts';
import { errorsKo } from '../src/renderer/ui/texts/errors.ko.ts';

const DOCS = join(import.meta.dirname, '../docs');
const read = (name: string): string => readFileSync(join(DOCS, name), 'utf8');

/** Every line of the form `- **words** (`code`)`. */
function quoted(page: string): readonly (readonly [code: string, words: string])[] {
  return [...read(page).matchAll(/^- \*\*(.+)\*\* \(`(\w+)`\)$/gm)].map(([, words, code]) => [code ?? '', words ?? '']);
}

describe.each([
  ['troubleshooting.md', errorsEn],
  ['troubleshooting.ko.md', errorsKo],
])('%s', (page, words) => {
  test('quotes the words that the app shows', () => {
    const shown = new Map(Object.entries(words).map(([code, { what, todo }]) => [code, `${what} ${todo}`]));
    const wrong = quoted(page).filter(([code, text]) => shown.get(code) !== text);
    expect(wrong).toEqual([]);
    expect(quoted(page).length).toBeGreaterThan(20);
  });

  test('has what can be linked to, once', () => {
    const anchors = [...read(page).matchAll(/<a id="(\w+)"><\/a>/g)].map(([, name]) => name);
    expect(anchors).toEqual([
      'unauthorized',
      'pending',
      'dreaming',
      'realtime',
      'download',
      'extraction',
      'quota',
      'provider',
      'conflict',
    ]);
  });
});

test('what a failed job links to the page for is on it, and the other way round', () => {
  const codes = quoted('troubleshooting.md').map(([code]) => code);
  expect(codes.filter((code) => !isExplained(code))).toEqual(['webhook_closed']);
  expect(Object.keys(errorsEn).filter((code) => isExplained(code) && !codes.includes(code))).toEqual([]);
});

test('both languages tell of the same, in the same order', () => {
  expect(quoted('troubleshooting.ko.md').map(([code]) => code)).toEqual(
    quoted('troubleshooting.md').map(([code]) => code),
  );
});
