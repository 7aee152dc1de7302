import { realpath } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { FileError, systemCode, toFileError } from './fileError.ts';

/**
 * The folder that a path lies in, links resolved.
 *
 * @throws FileError `folder_not_found` when it is gone.
 */
export async function realFolder(path: string, files: { realpath(path: string): Promise<string> } = { realpath }) {
  const name = basename(path);
  try {
    return await files.realpath(dirname(path));
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw toFileError(error, name);
    throw new FileError(
      'folder_not_found',
      `The folder of “${name}” is not there any more. Choose another place.`,
      error,
    );
  }
}
