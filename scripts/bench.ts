import { globSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { mustRun, ROOT } from './command.ts';

/** npm run bench [name] [-- words for it]: one benchmark, or all of them one after the other. Each prints its own table. */

const [wanted, ...words] = process.argv.slice(2);
const all = globSync('bench/*/bench.ts', { cwd: ROOT }).toSorted();
const chosen = all.filter((file) => wanted === undefined || basename(dirname(file)) === wanted);
if (chosen.length === 0) {
  console.error(
    `There is no benchmark "${wanted}". There are: ${all.map((file) => basename(dirname(file))).join(', ')}.`,
  );
  process.exit(1);
}
for (const file of chosen) {
  console.log(`\n# ${basename(dirname(file))}`);
  await mustRun(process.execPath, [join(ROOT, file), ...words]);
}
