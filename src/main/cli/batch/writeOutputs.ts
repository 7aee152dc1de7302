import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { replaceFile } from '../../files/replaceFile.ts';
import { BatchError } from './batchError.ts';
import type { OutputFile } from './batchFiles.ts';
import { checkPlaces } from './checkPlaces.ts';

/**
 * Writes files, each whole or not at all, and makes the folders that they need. Where they go is looked at first, so
 * that one that cannot be written leaves none.
 *
 * @throws BatchError which names the file.
 */
export async function writeOutputs(outputs: readonly OutputFile[]): Promise<void> {
  await checkPlaces(outputs.map(({ path }) => path));
  for (const { path, bytes } of outputs) {
    try {
      await mkdir(dirname(resolve(path)), { recursive: true });
      await replaceFile(resolve(path), bytes);
    } catch (error) {
      throw new BatchError(`${path}: ${error instanceof Error ? error.message : String(error)}`, error);
    }
  }
}
