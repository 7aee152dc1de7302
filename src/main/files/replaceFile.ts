import * as node from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { draftName } from './draftName.ts';
import { FileError, systemCode, toFileError } from './fileError.ts';
import { realFolder } from './realFolder.ts';
import { sweepDrafts } from './sweepDrafts.ts';

/** The calls that a replacement makes; tests hand in ones that fail. */
export type FileSystem = Pick<
  typeof node,
  'access' | 'copyFile' | 'lstat' | 'open' | 'readdir' | 'realpath' | 'rename' | 'stat' | 'unlink'
>;

export interface ReplaceOptions {
  /** `refuse`: fail if a link stands at the path, however late it was put there. Default `follow`. */
  readonly links?: 'follow' | 'refuse';
  /** Permissions of a file that is new; by default what the system gives. */
  readonly mode?: number;
  readonly files?: FileSystem;
  /** Folders that have been freed of drafts of dead writers, to which those of this one are added. */
  readonly swept?: Set<string>;
}

/** How often and after how many milliseconds a rename is tried again that Windows refuses, as virus scanners make it. */
const RENAME_RETRIES = process.platform === 'win32' ? { times: 20, pause: 100 } : { times: 0, pause: 0 };

/** New content of a file, on the disk but not yet in its place. */
export interface Draft {
  readonly folder: string;
  /** Puts it in its place. FileError when that fails; the old file is untouched then. */
  replace(): Promise<void>;
  /** Removes it, if it is still there. */
  discard(): Promise<void>;
}

/**
 * Replaces a file's content whole or not at all: whatever happens, power cuts included, the path shows the old bytes or
 * the new ones. The bytes go to a draft in the same folder (same disk, so that the rename is one step), are forced to
 * the disk, renamed over the file, and the folder is forced too. The file keeps its permissions; a link that is followed
 * stays a link and its target is replaced. Drafts of writers that died are removed.
 *
 * @throws FileError The old file is untouched then, and no draft is left.
 */
export async function replaceFile(path: string, bytes: Uint8Array, options: ReplaceOptions = {}): Promise<void> {
  await replaceBy(await draftFile(path, bytes, options), path, options);
}

/**
 * Writes the draft of a replacement, so that several files can be made ready before the first of them is replaced.
 *
 * @throws FileError No draft is left then.
 */
export async function draftFile(path: string, bytes: Uint8Array, options: ReplaceOptions = {}): Promise<Draft> {
  const { files = node } = options;
  return newDraft(path, options, async (draft, mode) => {
    const handle = await files.open(draft, 'wx', mode ?? options.mode ?? 0o666);
    try {
      if (mode !== undefined) await handle.chmod(mode);
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
}

/**
 * Copies a file of any size in the same way.
 *
 * @throws FileError
 */
export async function copyOver(from: string, path: string, options: ReplaceOptions = {}): Promise<void> {
  const { files = node } = options;
  const copy = await newDraft(path, options, async (draft) => {
    await files.copyFile(from, draft, node.constants.COPYFILE_EXCL | node.constants.COPYFILE_FICLONE);
    const handle = await files.open(draft, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  });
  await replaceBy(copy, path, options);
}

async function replaceBy(draft: Draft, path: string, { files = node }: ReplaceOptions): Promise<void> {
  await draft.replace();
  await syncFolder(draft.folder, files).catch((error: unknown) => {
    throw toFileError(error, basename(path));
  });
}

async function newDraft(
  path: string,
  { links = 'follow', files = node, swept = new Set() }: ReplaceOptions,
  fill: (draft: string, mode: number | undefined) => Promise<void>,
): Promise<Draft> {
  const name = basename(path);
  try {
    const target = await (links === 'follow' ? followLinks(path, files) : refuseLinks(path, files));
    const folder = dirname(target.path);
    if (!swept.has(folder)) await sweepDrafts(folder, files);
    swept.add(folder);
    const draft = join(folder, draftName());
    const discard = (): Promise<void> => files.unlink(draft).catch(() => undefined);
    const undone = async (error: unknown): Promise<never> => {
      await discard();
      throw toFileError(error, name);
    };
    await fill(draft, target.mode).catch(undone);
    return { folder, discard, replace: () => renamePatiently(draft, target.path, files).catch(undone) };
  } catch (error) {
    throw toFileError(error, name);
  }
}

/** Where the bytes go, and the permissions of what stands there; none when nothing does. */
interface Target {
  readonly path: string;
  readonly mode: number | undefined;
}

async function followLinks(path: string, files: FileSystem): Promise<Target> {
  const real = await files.realpath(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  return refuseLinks(real ?? path, files);
}

/** The rename that follows replaces the name itself and never what a link of that name leads to. */
async function refuseLinks(path: string, files: FileSystem): Promise<Target> {
  const name = basename(path);
  const found = await files.lstat(path).catch((error: unknown) => {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (!found) return { path: join(await realFolder(path, files), name), mode: undefined };
  if (!found.isFile()) throw new FileError('not_a_file', `“${name}” is not a file. Choose another name.`);
  if ((found.mode & 0o222) === 0) {
    throw new FileError('permission_denied', `“${name}” is write-protected. Lift that, or save under another name.`);
  }
  await files.access(path, node.constants.W_OK);
  return { path, mode: found.mode & 0o777 };
}

async function renamePatiently(from: string, to: string, files: FileSystem): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      await files.rename(from, to);
      return;
    } catch (error) {
      const passing = ['EPERM', 'EACCES', 'EBUSY'].includes(systemCode(error));
      if (!passing || tries >= RENAME_RETRIES.times) throw error;
      await wait(RENAME_RETRIES.pause);
    }
  }
}

/** Makes renames themselves last. Windows and some network disks cannot do this; theirs is not an error of the save. */
export async function syncFolder(folder: string, files: Pick<FileSystem, 'open'> = node): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await files.open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    if (!['EINVAL', 'ENOTSUP', 'EISDIR', 'EPERM', 'EBADF'].includes(systemCode(error))) throw error;
  } finally {
    await handle.close();
  }
}
