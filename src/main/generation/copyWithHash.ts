import { createHash } from 'node:crypto';
import { constants, createReadStream, createWriteStream } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileHash } from './fileHash.ts';

/**
 * Copies a file and gives the copy's SHA-256 in hexadecimal. Shares the bytes where the disk can; a link would change
 * along with the file. Throws what the system says, or the signal's reason; what was written by then stays.
 */
export async function copyWithHash(from: string, to: string, signal?: AbortSignal): Promise<string> {
  if (await shares(from, to)) return fileHash(to, signal);
  signal?.throwIfAborted();
  const hash = createHash('sha256');
  await pipeline(
    createReadStream(from, { highWaterMark: 1 << 20 }),
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const bytes of chunks) {
        hash.update(bytes);
        yield bytes;
      }
    },
    createWriteStream(to),
    ...(signal ? [{ signal }] : []),
  );
  return hash.digest('hex');
}

/** A copy made so takes no time; any other would go on to its end whatever the signal says. */
async function shares(from: string, to: string): Promise<boolean> {
  return copyFile(from, to, constants.COPYFILE_FICLONE_FORCE).then(
    () => true,
    () => false,
  );
}
