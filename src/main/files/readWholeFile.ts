import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { FileError, toFileError } from './fileError.ts';

/** Longest file that is read whole, in bytes. */
export const LARGEST_FILE = 256 * 1024 * 1024;

/**
 * Reads a regular file whole. A link in its place is not followed and a pipe not waited for, because the path was
 * resolved when the user chose it: whatever else stands there now was put there by someone else.
 *
 * @throws FileError
 */
export async function readWholeFile(
  path: string,
  most = LARGEST_FILE,
  opened: typeof open = open,
): Promise<Uint8Array<ArrayBuffer>> {
  const name = basename(path);
  try {
    const handle = await opened(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0));
    try {
      const { size } = await regularFile(handle, name, most);
      return await readExactly(handle, size, name);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw toFileError(error, name);
  }
}

type Handle = Awaited<ReturnType<typeof open>>;

async function regularFile(handle: Handle, name: string, most: number): Promise<{ readonly size: number }> {
  const found = await handle.stat();
  if (!found.isFile()) throw new FileError('not_a_file', `“${name}” is not a file. Choose a file.`);
  if (found.size > most) {
    throw new FileError('file_too_large', `“${name}” is larger than ${most / 1024 / 1024} MB and is not opened.`);
  }
  return found;
}

/** A file that grows or shrinks meanwhile is still being written: half a sprite must not pass for a whole one. */
async function readExactly(handle: Handle, size: number, name: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for (let bytesRead = 1; filled < size && bytesRead > 0; filled += bytesRead) {
    ({ bytesRead } = await handle.read(bytes, filled, size - filled, filled));
  }
  if (filled < size || (await handle.stat()).size !== size) {
    throw new FileError('file_busy', `“${name}” changed while it was read. Try again.`);
  }
  return bytes;
}
