import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './command.ts';
import { makeResources } from './resources/makeResources.ts';

/** node scripts/run.mjs resources: draws the icon, the palettes and the example sprites anew. */

for (const [path, bytes] of makeResources()) {
  const file = join(ROOT, 'resources', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
  console.error(`${path}: ${bytes.length} bytes`);
}
