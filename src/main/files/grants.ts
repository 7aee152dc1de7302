import { randomUUID } from 'node:crypto';
import { lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { FileId, GrantedFile } from '../../shared/ipc.ts';
import { FileError, systemCode, toFileError } from './fileError.ts';
import { fileKind } from './fileKind.ts';
import { readWholeFile } from './readWholeFile.ts';
import { realFolder } from './realFolder.ts';
import { replaceFile } from './replaceFile.ts';

/**
 * The files that the renderer may touch: those that the user chose, dropped, opened before or named on the command
 * line. The renderer holds ids that say nothing; paths stay here.
 */
export interface Grants {
  /**
   * Grants an existing regular file, links resolved.
   * @throws FileError
   */
  grant(path: string): Promise<GrantedFile>;
  /**
   * Grants a place to save at, where a file need not stand yet.
   * @throws FileError
   */
  grantPlace(path: string): Promise<GrantedFile>;
  /** Whether this was chosen as a place to save at. */
  isPlace(id: FileId): boolean;
  /** @throws FileError `not_granted` */
  pathOf(id: FileId): string;
  /** @throws FileError */
  read(id: FileId): Promise<Uint8Array>;
  /**
   * Replaces the file whole or not at all.
   * @throws FileError
   */
  write(id: FileId, bytes: Uint8Array): Promise<void>;
}

export function createGrants(): Grants {
  const paths = new Map<FileId, string>();
  const ids = new Map<string, FileId>();
  const places = new Set<FileId>();

  function remember(path: string): GrantedFile {
    const id = ids.get(path) ?? newFileId();
    ids.set(path, id);
    paths.set(id, path);
    const name = basename(path);
    return { id, name, kind: fileKind(name) };
  }

  function pathOf(id: FileId): string {
    const path = paths.get(id);
    if (path === undefined)
      throw new FileError('not_granted', 'This file was not opened in this session. Open it again.');
    return path;
  }

  return {
    grant: async (path) => remember(await realFile(path)),
    async grantPlace(path) {
      const place = remember(await realPlace(path));
      places.add(place.id);
      return place;
    },
    isPlace: (id) => places.has(id),
    pathOf,
    read: async (id) => readWholeFile(pathOf(id)),
    write: async (id, bytes) => {
      const path = pathOf(id);
      await assertUnmoved(path);
      await replaceFile(path, bytes, { links: 'refuse' });
    },
  };
}

const FILE_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function isFileId(value: unknown): value is FileId {
  return typeof value === 'string' && FILE_ID.test(value);
}

function newFileId(): FileId {
  const id: string = randomUUID();
  if (!isFileId(id)) throw new Error('A UUID is a file id');
  return id;
}

async function realFile(path: string): Promise<string> {
  try {
    const real = await realpath(path);
    if ((await stat(real)).isFile()) return real;
  } catch (error) {
    throw toFileError(error, basename(path));
  }
  throw new FileError('not_a_file', `“${basename(path)}” is not a file. Choose a file.`);
}

async function realPlace(path: string): Promise<string> {
  try {
    return await realFile(path);
  } catch (error) {
    if (!(error instanceof FileError) || error.code !== 'file_not_found') throw error;
  }
  return join(await realFolder(path), basename(path));
}

/** A granted path is real. If a link stands in it now, it leads to a file that the user never chose. */
async function assertUnmoved(path: string): Promise<void> {
  const name = basename(path);
  const folder = await realFolder(path);
  const found = await lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw toFileError(error, name);
  });
  if (folder === dirname(path) && !found?.isSymbolicLink()) return;
  throw new FileError('not_granted', `“${name}” now leads to another place. Save it under its name again.`);
}
