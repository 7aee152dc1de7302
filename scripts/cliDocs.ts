import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.ts';
import { cliGuide, manPage } from './guide/cliDocs.ts';

/** node scripts/run.mjs cliDocs: writes docs/cli.md and the man page anew from the table of options. */

writeFileSync(join(ROOT, 'docs/cli.md'), cliGuide());
writeFileSync(join(ROOT, 'docs/celkiln.1'), manPage());
