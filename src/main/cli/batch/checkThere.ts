import { access } from 'node:fs/promises';
import { BatchError } from './batchError.ts';

/** @throws BatchError when there is no such file */
export async function checkThere(path: string): Promise<void> {
  await access(path).catch((error: unknown) => {
    throw new BatchError(`${path}: there is no such file. Check its name and folder.`, error);
  });
}
