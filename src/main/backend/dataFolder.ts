import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLocked, takeLock } from './lock.ts';

/** A folder that no other process works in as long as it is not released. */
export interface DataFolder {
  readonly path: string;
  /** True when the wanted folder was taken; this one goes away with its release. */
  readonly temporary: boolean;
  release(): Promise<void>;
}

const TEMPORARY_PREFIX = 'celkiln-backend-';
/** Milliseconds after its last change in which a temporary folder is left alone. */
const NEW_FOR = 60_000;

/** Claims `wanted`, or a temporary folder while another process works in `wanted`. */
export async function claimDataFolder(wanted: string): Promise<DataFolder> {
  await mkdir(wanted, { recursive: true, mode: 0o700 });
  const lock = await takeLock(join(wanted, 'lock'));
  if (lock) return { path: wanted, temporary: false, release: () => lock.release() };
  await sweepTemporaryFolders();
  const path = await mkdtemp(join(tmpdir(), TEMPORARY_PREFIX));
  await takeLock(join(path, 'lock'));
  return { path, temporary: true, release: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Removes what processes that were killed have left behind. */
async function sweepTemporaryFolders(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((name) => name.startsWith(TEMPORARY_PREFIX))) {
    const path = join(tmpdir(), name);
    if ((await isNew(path)) || (await isLocked(join(path, 'lock')))) continue;
    await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}

/** Its process may not have locked it yet. */
async function isNew(path: string): Promise<boolean> {
  const changed = await stat(path).then(
    (found) => found.mtimeMs,
    () => 0,
  );
  return Date.now() - changed < NEW_FOR;
}
