import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { toFileError } from '../files/fileError.ts';
import { StudioError } from './studioError.ts';

/**
 * Looks at a file, and gives what looks again, later, whether it still is the same.
 *
 * @throws FileError when it is not there; so does the returned function, or StudioError `source_changed`
 */
export async function sameFile(path: string): Promise<() => Promise<void>> {
  const facts = async () => {
    try {
      const { size, mtimeMs, ino } = await stat(path);
      return { size, mtimeMs, ino };
    } catch (error) {
      throw toFileError(error, basename(path));
    }
  };
  const before = await facts();
  return async () => {
    const now = await facts();
    if (now.size === before.size && now.mtimeMs === before.mtimeMs && now.ino === before.ino) return;
    throw new StudioError('source_changed', `${basename(path)} has changed since it was opened. Open it again.`);
  };
}
