import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './command.ts';
import { makeNotices } from './notices/makeNotices.ts';

/** node scripts/run.mjs notices: writes THIRD_PARTY_NOTICES.md from what is installed. */

writeFileSync(join(ROOT, 'THIRD_PARTY_NOTICES.md'), makeNotices(ROOT));
