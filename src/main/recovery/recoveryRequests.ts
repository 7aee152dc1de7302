import { realpath, stat } from 'node:fs/promises';
import type { Original, Recoverable, RecoveryId, RecoveryRequests } from '../../shared/recovery.ts';
import type { Grants } from '../files/grants.ts';
import type { RecoveryDesk } from './recoveryDesk.ts';
import type { KeptSprite } from './recoveryStore.ts';

export interface RecoveryParts {
  readonly recovery: Pick<RecoveryDesk, keyof RecoveryDesk>;
  readonly grants: Grants;
  readonly shell: {
    /** Shows a folder in the program that the system has for it. */
    openFolder(path: string): Promise<void>;
  };
}

export function recoveryRequests({ recovery, grants, shell }: RecoveryParts): RecoveryRequests {
  return {
    keepPart: async (document, at, bytes) => recovery.keepPart(document, at, bytes),
    keepSprite: async (document, { name, file }) =>
      recovery.keep(document, { name, path: file === null ? null : grants.pathOf(file) }),
    forgetKept: (document) => recovery.forget(document),
    recoverables: async () => Promise.all((await recovery.leftovers()).map((kept) => recoverableOf(kept, grants))),
    readRecoverable: (id) => recovery.read(id),
    adoptRecoverable: (id, document) => recovery.adopt(id, document),
    discardRecoverable: (id) => recovery.discard(id),
    openRecoveryFolder: async () => shell.openFolder(await recovery.folder()),
  };
}

async function recoverableOf({ id, record, keptAt }: KeptSprite, grants: Grants): Promise<Recoverable> {
  const original: Original = record?.path ? await originalOf(record.path, keptAt, grants) : { kind: 'none' };
  return { id: id as RecoveryId, name: record?.name ?? '', keptAt, original };
}

/** A path that leads over a link now is not the one that was saved to: grants hold real paths only. */
async function originalOf(path: string, keptAt: number, grants: Grants): Promise<Original> {
  try {
    const [real, found] = await Promise.all([realpath(path), stat(path)]);
    if (real !== path || !found.isFile()) return { kind: 'gone' };
    return { kind: found.mtimeMs > keptAt ? 'changed' : 'there', file: await grants.grant(path) };
  } catch {
    return { kind: 'gone' };
  }
}
