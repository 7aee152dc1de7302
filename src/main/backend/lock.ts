import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, link, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isObject, textOf } from './json.ts';

export interface Lock {
  release(): Promise<void>;
}

/** Who holds the lock. A number alone would not do: the system gives it to another process one day. */
interface Holder {
  readonly pid: number;
  /** When that process started, in the system's own words; '' where the system does not say. */
  readonly started: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly nonce: string;
}

/** A lock file that cannot be read may be one that is being written; after this many milliseconds it is just broken. */
const UNREADABLE_GRACE = 5_000;
/** A takeover takes a few milliseconds; one that stands longer was broken off by the end of its process. */
const TAKEOVER_LIMIT = 5_000;
const TRIES = 100;
const PAUSE = 20;

/**
 * Takes the lock `file` for this process, also from a holder that is dead.
 * @returns null when a living process (this one included) holds it
 */
export async function takeLock(file: string): Promise<Lock | null> {
  const started = await startOf(process.pid);
  const mine: Holder = { pid: process.pid, started, takenAt: Date.now(), nonce: randomUUID() };
  for (let tries = 0; tries < TRIES; tries++) {
    if (await place(file, mine)) return lockOf(file, mine);
    if (await isLocked(file)) return null;
    if (!(await removeDead(file, mine))) await sleep(PAUSE);
  }
  return null;
}

/** Whether a living process holds the lock `file`. */
export async function isLocked(file: string): Promise<boolean> {
  return (await stateOf(file)) === 'held';
}

async function stateOf(file: string): Promise<'held' | 'dead' | 'missing'> {
  const holder = await readHolder(file);
  if (holder) return (await isAlive(holder)) ? 'held' : 'dead';
  const age = await ageOf(file);
  if (age === null) return 'missing';
  return age < UNREADABLE_GRACE ? 'held' : 'dead';
}

function lockOf(file: string, mine: Holder): Lock {
  return {
    async release() {
      if ((await readHolder(file))?.nonce === mine.nonce) await rm(file, { force: true });
    },
  };
}

/** Puts the whole file in place, or answers false when there is one already. */
async function place(file: string, holder: Holder): Promise<boolean> {
  const draft = `${file}.${holder.nonce}`;
  await writeFile(draft, JSON.stringify(holder), { mode: 0o600 });
  try {
    // Some file systems have no hard links; there a copy that fails on an existing file has to do.
    await link(draft, file).catch((error: unknown) => {
      if (hasCode(error, 'EEXIST')) throw error;
      return copyFile(draft, file, constants.COPYFILE_EXCL);
    });
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/**
 * Removes a dead process's lock. Two processes may have judged the same holder dead, and the slower one must not remove
 * the lock that the quicker one has taken since: so only who holds the second file may remove the first, and looks again.
 * What is missing by then is left alone, because anybody may put a lock in its place; a dead lock stays until it is removed.
 * @returns false when another process is at it
 */
async function removeDead(file: string, mine: Holder): Promise<boolean> {
  const takeover = `${file}.takeover`;
  if (!(await place(takeover, mine))) {
    const age = await ageOf(takeover);
    if (age !== null && age > TAKEOVER_LIMIT) await rm(takeover, { force: true });
    return false;
  }
  try {
    if ((await stateOf(file)) === 'dead') await rm(file, { force: true });
    return true;
  } finally {
    await rm(takeover, { force: true });
  }
}

async function readHolder(file: string): Promise<Holder | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (!isObject(value)) return null;
    const { pid, takenAt } = value;
    if (typeof pid !== 'number' || typeof takenAt !== 'number') return null;
    return { pid, takenAt, started: textOf(value, 'started'), nonce: textOf(value, 'nonce') };
  } catch {
    return null;
  }
}

/** Milliseconds since the file was written; null when there is none. */
async function ageOf(file: string): Promise<number | null> {
  return stat(file).then(
    (found) => Date.now() - found.mtimeMs,
    () => null,
  );
}

async function isAlive(holder: Holder): Promise<boolean> {
  const bootedAt = Date.now() - uptime() * 1000;
  if (holder.takenAt < bootedAt - 60_000 || !processExists(holder.pid)) return false;
  const started = await startOf(holder.pid);
  return started === '' || holder.started === '' || started === holder.started;
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** Linux: clock ticks from boot to the start of the process, the 22nd field of /proc/<pid>/stat (proc(5)). */
async function startOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // The second field is the program's name in brackets and may itself contain spaces and brackets.
  return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
