import { type FileHandle, open, stat } from 'node:fs/promises';
import { type MovieHeader, readMovieHeader } from '../../shared/formats/movie/readMovieHeader.ts';

/** A film of hours has less. */
const LONGEST_MOOV = 8 << 20;
/** Boxes before the header: the signature, space, and the pictures themselves. */
const MOST_BOXES = 16;

/**
 * Reads what an MP4 or MOV file says of its pictures, in a millisecond, without a start of ffmpeg. Knows nothing of other
 * kinds of files and of all that is not usual.
 */
export async function readHeader(path: string): Promise<MovieHeader | undefined> {
  try {
    // To open a pipe would wait for somebody who writes into it.
    if (!(await stat(path)).isFile()) return undefined;
    const file = await open(path);
    try {
      const moov = await findMoov(file);
      return moov && readMovieHeader(moov);
    } finally {
      await file.close();
    }
  } catch {
    // ffmpeg will say why it cannot be read.
    return undefined;
  }
}

async function findMoov(file: FileHandle): Promise<Uint8Array | undefined> {
  const { size: fileLength } = await file.stat();
  let start = 0;
  for (let i = 0; i < MOST_BOXES && start + 16 <= fileLength; i++) {
    const head = await bytesAt(file, start, 16);
    const type = head.toString('latin1', 4, 8);
    if (i === 0 && type !== 'ftyp') return undefined;
    const isLong = head.readUInt32BE(0) === 1;
    const length = isLong ? Number(head.readBigUInt64BE(8)) : head.readUInt32BE(0);
    if (length < (isLong ? 16 : 8) || start + length > fileLength) return undefined;
    if (type === 'moov') return length <= LONGEST_MOOV && !isLong ? bytesAt(file, start + 8, length - 8) : undefined;
    if (!['ftyp', 'free', 'skip', 'wide', 'mdat', 'uuid'].includes(type)) return undefined;
    start += length;
  }
  return undefined;
}

async function bytesAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}
