import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.ts';
import { withShortcuts } from './guide/shortcutTables.ts';

/** node scripts/run.mjs guide: writes the tables of shortcuts in docs/guide.md and docs/guide.ko.md anew. */

for (const [file, language] of [
  ['docs/guide.md', 'en'],
  ['docs/guide.ko.md', 'ko'],
] as const) {
  const path = join(ROOT, file);
  writeFileSync(path, withShortcuts(readFileSync(path, 'utf8'), language));
}
