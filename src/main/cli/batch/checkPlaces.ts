import { access, constants, lstat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { BatchError } from './batchError.ts';

/** Whether files could be written there, as far as can be seen without writing. @throws BatchError which names the file */
export async function checkPlaces(paths: readonly string[]): Promise<void> {
  for (const path of paths) await checkPlace(path);
}

async function checkPlace(path: string): Promise<void> {
  const there = await statOf(resolve(path));
  if (there?.isDirectory()) throw new BatchError(`${path} is a folder. Name a file to write.`);
  let folder = dirname(resolve(path));
  while ((await statOf(folder)) === undefined && dirname(folder) !== folder) folder = dirname(folder);
  const found = await statOf(folder);
  // A link to a folder may be written through; what it leads to shows when it is.
  if (found && !found.isDirectory() && !found.isSymbolicLink()) {
    throw new BatchError(`${path} cannot be written: ${folder} is not a folder. Choose another place.`);
  }
  await access(folder, constants.W_OK).catch((error: unknown) => {
    throw new BatchError(`${path} cannot be written: ${folder} is protected. Choose another place.`, error);
  });
}

function statOf(path: string) {
  return lstat(path).catch(() => undefined);
}
