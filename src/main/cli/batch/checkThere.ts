import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { toFileError } from '../../files/fileError.ts';
import { BatchError } from './batchError.ts';

/** @throws BatchError when there is no such file, or none that can be reached */
export async function checkThere(path: string): Promise<void> {
  await access(path).catch((error: unknown) => notThere(path, error));
}

/** Says why a file cannot be reached. @throws BatchError */
export function notThere(path: string, error: unknown): never {
  const { code, message } = toFileError(error, basename(path));
  const problem = code === 'file_not_found' ? 'there is no such file. Check its name and folder.' : message;
  throw new BatchError(`${path}: ${problem}`, error);
}
