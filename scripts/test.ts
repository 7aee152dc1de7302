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
import { failedFiles, failuresIn, type TestReport } from './testReport.ts';

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

const REPORT = join(ROOT, 'node_modules/.cache/celkiln/tests.json');
mkdirSync(dirname(REPORT), { recursive: true });
const counts = { passed: 0, failed: 0 };
const told: string[] = [];
for (const kind of KINDS) {
  // A filter may leave nothing of one kind.
  const first = await runTests(kind, words.length > 0 ? [...words, '--passWithNoTests'] : []);
  counts.passed += first?.numPassedTests ?? 0;
  const failed = first ? failuresIn(first, ROOT) : [];
  if (!first || (first.isFailed && failed.length === 0)) process.exitCode = 1;
  if (!first || failed.length === 0) continue;
  // Beside all others a test may have been too slow for its own clock; what is wrong fails alone as well.
  const again = await runTests(kind, [...failedFiles(first, ROOT), '--no-file-parallelism']);
  const left = again ? failuresIn(again, ROOT) : failed;
  if (!again || again.isFailed) process.exitCode = 1;
  counts.failed += left.length;
  counts.passed += failed.length - left.length;
  if (left.length < failed.length) told.push('These failed beside others; alone some passed:', ...failed);
  if (left.length > 0) told.push('These fail:', ...left);
}
// Again at the end, where a long output is looked at first.
for (const text of told) console.log(`\n${text}`);
// One plain line at the end, for programs that read how it went.
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);

/** Runs tests of a kind; undefined where there is nothing to tell of them. */
async function runTests(kind: string, more: readonly string[]): Promise<(TestReport & Ending) | undefined> {
  rmSync(REPORT, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${REPORT}`];
  const code = await run(
    tool('vitest'),
    ['run', '--project', kind, ...reporters, ...more],
    long ? { CELKILN_LONG: '1' } : {},
  );
  if (!existsSync(REPORT)) return undefined;
  const report: TestReport = JSON.parse(readFileSync(REPORT, 'utf8'));
  return { ...report, isFailed: code !== 0 };
}

interface Ending {
  readonly isFailed: boolean;
}
