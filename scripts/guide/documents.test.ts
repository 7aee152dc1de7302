import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { shortcutTables, withShortcuts } from './shortcutTables.ts';

const ROOT = join(import.meta.dirname, '../..');

test.each([
  ['docs/guide.md', 'en'],
  ['docs/guide.ko.md', 'ko'],
] as const)("%s has the shortcuts of today ('node scripts/run.mjs guide' writes them)", (file, language) => {
  const guide = readFileSync(join(ROOT, file), 'utf8');
  expect(guide).toBe(withShortcuts(guide, language));
});

test('a table names each system as its keys are labelled', () => {
  expect(shortcutTables('en')).toContain('| Save as | <kbd>Ctrl+Shift+S</kbd> | <kbd>⌘⇧S</kbd> |');
  expect(shortcutTables('ko')).toContain('| 연필 | <kbd>B</kbd> | <kbd>B</kbd> |');
});

const DOCUMENTS = globSync(['*.md', 'docs/*.md', '.github/**/*.md'], { cwd: ROOT });

test.each(DOCUMENTS)('%s links only to what is there', (file) => {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
  const links = [...text.matchAll(/(?<!!)\[[^\]]*\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, to = '']) => to);
  const missing = links.filter((to) => !/^https?:/.test(to) && !existsSync(join(ROOT, dirname(file), to)));
  expect(missing).toEqual([]);
});

test('the files that the documents name by their paths are there', () => {
  for (const file of ['CONTRIBUTING.md', 'docs/architecture.md', 'docs/platforms.md']) {
    const text = readFileSync(join(ROOT, file), 'utf8').replaceAll(/```[\s\S]*?```/g, '');
    const named = [...text.matchAll(/`((?:src|supabase|scripts|tests|host|resources|bench|docs)\/[\w./-]+)`/g)];
    expect(named.length, file).toBeGreaterThan(1);
    const missing = named.map(([, path = '']) => path).filter((path) => !existsSync(join(ROOT, path)));
    expect(missing, file).toEqual([]);
  }
});
