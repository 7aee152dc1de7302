import { access, mkdir, rmdir } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { systemCode, toFileError } from '../../files/fileError.ts';
import { type Draft, draftFile, type ReplaceOptions, syncFolder } from '../../files/replaceFile.ts';
import { BatchError } from './batchError.ts';
import type { OutputFile } from './batchFiles.ts';
import { checkPlaces } from './checkPlaces.ts';

/**
 * Writes files, each whole or not at all, and makes the folders that they need. All are on the disk before the first of
 * them is put in its place: one that cannot be written, or a disk that is full, leaves none, and no folder.
 *
 * @throws BatchError which names the file.
 */
export async function writeOutputs(
  outputs: readonly OutputFile[],
  options: Pick<ReplaceOptions, 'files'> = {},
): Promise<void> {
  await checkPlaces(outputs.map(({ path }) => path));
  const drafts: { readonly path: string; readonly draft: Draft }[] = [];
  const folders: string[] = [];
  const swept = new Set<string>();
  try {
    for (const { path, bytes } of outputs) {
      const draft = await named(path, async () => {
        await makeFolders(dirname(resolve(path)), folders);
        return draftFile(resolve(path), bytes, { ...options, swept });
      });
      drafts.push({ path, draft });
    }
    for (const { path, draft } of drafts) await named(path, draft.replace);
  } catch (error) {
    for (const { draft } of drafts) await draft.discard();
    // Innermost first. What has come into them meanwhile stays.
    for (const folder of folders.toReversed()) await rmdir(folder).catch(() => undefined);
    throw error;
  }
  for (const folder of swept) await named(folder, () => syncFolder(folder));
}

/** @throws BatchError for whatever fails. */
async function named<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw new BatchError(`${path}: ${toFileError(error, basename(path)).message}`, error);
  }
}

/**
 * Makes a folder and those around it, and adds them to `made`, outermost first. Node's own way of doing so never comes
 * back from where folders cannot be made, such as /proc.
 */
async function makeFolders(folder: string, made: string[]): Promise<void> {
  const missing: string[] = [];
  for (let each = folder; !(await isThere(each)); each = dirname(each)) missing.unshift(each);
  for (const each of missing) {
    await mkdir(each).catch(unlessThere);
    made.push(each);
  }
}

/** Another process may have made it meanwhile. */
function unlessThere(error: unknown): void {
  if (systemCode(error) !== 'EEXIST') throw error;
}

function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => dirname(path) === path,
  );
}
