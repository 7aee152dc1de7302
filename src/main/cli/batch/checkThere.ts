import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { toFileError } from '../../files/fileError.ts';
import { BatchError } from './batchError.ts';

/**
 * @throws BatchError when there is no such file, when it cannot be reached, or when it is none: whoever opens a pipe waits
 * for somebody to write into it
 */
export async function checkThere(path: string): Promise<void> {
  const found = await stat(path).catch((error: unknown) => notThere(path, error));
  if (!found.isFile()) throw new BatchError(`${path} is not a file. Choose a file.`);
}

/** Says why a file cannot be reached. @throws BatchError */
export function notThere(path: string, error: unknown): never {
  const { code, message } = toFileError(error, basename(path));
  const problem = code === 'file_not_found' ? 'there is no such file. Check its name and folder.' : message;
  throw new BatchError(`${path}: ${problem}`, error);
}
