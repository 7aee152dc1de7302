import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COUNTING_OPTIONS } from './stepCounter.ts';

/** How many damaged and how many cut files, and with which dice. */
export interface Attack {
  /** Its name in PARSERS. */
  readonly parser: string;
  readonly damaged: number;
  readonly cut: number;
  readonly seed: number;
  /** Give it long files, too, and bound what is done by counted steps instead of by time. */
  readonly counted?: boolean;
  /** The longest that one file may hold up the process, in milliseconds. */
  readonly patience?: number;
}

export interface Survived {
  readonly sound: Outcomes;
  readonly damaged: Outcomes;
  readonly cut: Outcomes;
  /** The most steps of a counted attack, as a share of those that were allowed. */
  readonly shareOfSteps: number;
  /** Of the heap and of all array buffers, after all files and a collection of garbage. */
  readonly bytesKept: number;
}

export interface Outcomes {
  readonly accepted: number;
  readonly refused: number;
}

const PROGRAM = fileURLToPath(new URL('./attackedProcess.ts', import.meta.url));
/** A file takes less than 100 ms; the rest is for busy machines. */
const PATIENCE = 60_000;
const LOOK_EVERY = 500;

/**
 * Gives damaged and cut files to a parser, in a process of its own: one that hangs is killed, and one that dies takes
 * nobody with it. Fails when a file is neither read nor refused by a typed error, or takes too much work or memory; says
 * which file it was.
 */
export async function attack(wanted: Attack): Promise<Survived> {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-attack-'));
  const file = join(folder, 'current');
  try {
    return JSON.parse(await watchedProcess(wanted, file));
  } catch (error) {
    const bytes = await readFile(file).catch(() => Buffer.alloc(0));
    throw new Error(`${wanted.parser}: ${explained(error)}\nThe file in base64: ${bytes.toString('base64')}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function watchedProcess(wanted: Attack, file: string): Promise<string> {
  const { patience = PATIENCE, counted = false } = wanted;
  const options = ['--expose-gc', '--no-warnings', ...(counted ? COUNTING_OPTIONS : [])];
  const words = [...options, PROGRAM, file, JSON.stringify(wanted)];
  return new Promise((resolve, reject) => {
    let hung = false;
    let moved = Date.now();
    const child = execFile(process.execPath, words, { encoding: 'utf8' }, (error, stdout, stderr) => {
      clearInterval(watch);
      if (hung) reject(new Error(`it was stopped after ${patience} ms with one file`));
      else if (error) reject(new Error(stderr || `it ended with ${error.signal ?? error.code}`));
      else resolve(stdout);
    });
    // Every file is written down before it is parsed.
    const watch = setInterval(async () => {
      const written = await stat(file).catch(() => undefined);
      moved = Math.max(moved, written?.mtimeMs ?? 0);
      if (Date.now() - moved <= patience) return;
      hung = true;
      child.kill('SIGKILL');
    }, LOOK_EVERY);
  });
}

function explained(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
