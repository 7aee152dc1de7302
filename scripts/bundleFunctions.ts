import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mustRun, ROOT, tool } from './command.ts';
import { bundleFunction, functionNames } from './functions/bundleFunction.ts';

/**
 * node scripts/run.mjs bundleFunctions: writes each cloud function as one file, release/functions/<name>.js, to be pasted
 * into the dashboard's editor; then Deno checks them.
 */

const FUNCTIONS = join(ROOT, 'supabase/functions');
const OUT = join(ROOT, 'release/functions');

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const files: string[] = [];
for (const name of functionNames(FUNCTIONS)) {
  const file = join(OUT, `${name}.js`);
  writeFileSync(file, await bundleFunction(FUNCTIONS, name));
  files.push(file);
}
await mustRun(tool('deno'), ['check', '--no-config', '--no-remote', ...files], { DENO_NO_UPDATE_CHECK: '1' });
console.log(files.join('\n'));
