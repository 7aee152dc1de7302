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
import {
  canBeRepeated,
  describeFailure,
  filesToRepeat,
  repeated,
  type TestFailure,
  type TestReport,
} from './testReport.ts';

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

/** What a run that was ended from outside leaves. */
const NOTHING_TOLD: TestReport = {
  passed: {},
  failures: [{ file: '', test: '', reason: 'The run ended without a report.' }],
  errors: [],
};

/** Kind by kind, so that what watches the clock of a real window shares the machine with nothing else. */
const KINDS = ['unit', ...(onPostgres ? ['postgres'] : []), 'integration', 'e2e'];

const REPORT = join(ROOT, 'node_modules/.cache/celkiln/tests.json');
mkdirSync(dirname(REPORT), { recursive: true });
const counts = { passed: 0, failed: 0 };
const told: string[] = [];
for (const kind of KINDS) {
  // A filter may leave nothing of one kind.
  const last = await runTwice(kind, words.length > 0 ? [...words, '--passWithNoTests'] : []);
  if (last.isFailed) process.exitCode = 1;
  for (const passed of Object.values(last.passed)) counts.passed += passed;
  counts.failed += failuresOf(last).length;
}
// Again at the end, where a long output is looked at first.
for (const text of told) console.log(`\n${text}`);
// One plain line at the end, for programs that read how it went.
console.log(`\n${counts.passed} passed, ${counts.failed} failed`);

/**
 * Runs tests of a kind, and the files in which something failed once more alone: beside all others a test may have been
 * too slow for its own clock; what is wrong fails alone as well. Both are told.
 */
async function runTwice(kind: string, more: readonly string[]): Promise<TestReport & Ending> {
  const first = await runTests(kind, more);
  if (!first.isFailed) return first;
  told.push(`Among the ${kind} tests this failed:`, ...failuresOf(first).map(describeFailure));
  if (!canBeRepeated(first)) return first;
  const again = await runTests(kind, [...filesToRepeat(first), '--no-file-parallelism']);
  told.push('Once more alone:', ...(again.isFailed ? failuresOf(again).map(describeFailure) : ['All of it passed.']));
  return { ...repeated(first, again), isFailed: again.isFailed };
}

/** Runs tests of a kind. A run that tells nothing counts as one failure. */
async function runTests(kind: string, more: readonly string[]): Promise<TestReport & Ending> {
  rmSync(REPORT, { force: true });
  const code = await run(
    tool('vitest'),
    ['run', '--project', kind, '--reporter=default', '--reporter=./scripts/testReporter.ts', ...more],
    { TEST_REPORT: REPORT, ...(long && { CELKILN_LONG: '1' }) },
  );
  const report: TestReport = existsSync(REPORT) ? JSON.parse(readFileSync(REPORT, 'utf8')) : NOTHING_TOLD;
  return { ...report, isFailed: code !== 0 };
}

function failuresOf({ failures, errors }: TestReport): readonly TestFailure[] {
  return [...failures, ...errors];
}

interface Ending {
  readonly isFailed: boolean;
}
