import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from './build.ts';
import { mustRun, ROOT, run, tool } from './command.ts';
import { electronProgram } from './electronProgram.ts';
import { ensurePngSuite } from './pngSuite.ts';
import {
  CHROMIUM,
  ensure,
  FFMPEG,
  GIMP,
  GRAPHICS_MAGICK,
  IMAGE_MAGICK,
  PLPGSQL_CHECK,
  POSTGRES,
} from './systemPackages.ts';
import { failuresIn, type TestReport } from './testReport.ts';

/** npm test: everything that a change can break. With --long, in full counts. Other words go to vitest. */

const words = process.argv.slice(2).filter((word) => word !== '--long');
const long = process.argv.includes('--long');

const program = await electronProgram(false);
console.error(`End-to-end tests run on ${program.kind === 'electron' ? 'Electron' : 'the stand-in over Chromium'}.`);
// The server's programs and sockets are looked for where Linux has them.
const onPostgres = process.platform === 'linux';
const needed = [
  ...(program.kind === 'host' ? [CHROMIUM] : []),
  FFMPEG,
  IMAGE_MAGICK,
  GRAPHICS_MAGICK,
  ...(onPostgres ? [POSTGRES, PLPGSQL_CHECK] : []),
];
if (long) needed.push(GIMP);
if (!(await ensure(needed)) || !(await ensurePngSuite())) process.exit(1);
await mustRun(process.execPath, ['scripts/run.mjs', 'check']);
await build();

/** Kind by kind, so that what watches the clock of a real window shares the machine with nothing else. */
const KINDS = ['unit', ...(onPostgres ? ['postgres'] : []), 'integration', 'e2e'];

const report = join(ROOT, 'node_modules/.cache/celkiln/tests.json');
mkdirSync(dirname(report), { recursive: true });
const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
// A filter may leave nothing of one kind.
const filter = words.length > 0 ? [...words, '--passWithNoTests'] : [];
const counts = { passed: 0, failed: 0 };
const failures: string[] = [];
for (const kind of KINDS) {
  rmSync(report, { force: true });
  const code = await run(
    tool('vitest'),
    ['run', '--project', kind, ...reporters, ...filter],
    long ? { CELKILN_LONG: '1' } : {},
  );
  if (code !== 0) process.exitCode = 1;
  if (!existsSync(report)) continue;
  const told: TestReport = JSON.parse(readFileSync(report, 'utf8'));
  counts.passed += told.numPassedTests;
  counts.failed += told.numFailedTests;
  failures.push(...failuresIn(told, ROOT));
}
// Again at the end, where a long output is looked at first.
for (const failure of failures) console.log(`\n${failure}`);
// One plain line at the end, for programs that read how it went.
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);
