import { Unzlib, zlibSync } from 'fflate';
import type { Zlib } from '../../shared/formats/zlib.ts';

/** Input is handed over in pieces this small, so that a stream which expands without end is noticed early. */
const PIECE = 4096;

/** Zlib streams in the sandboxed renderer and its workers, where Node's library is out of reach. */
export const browserZlib: Zlib = {
  inflate(bytes, exactSize) {
    const out = new Uint8Array(exactSize);
    let length = 0;
    const inflater = new Unzlib((piece) => {
      if (length + piece.length > exactSize) throw new Error(`The stream holds more than ${exactSize} bytes`);
      out.set(piece, length);
      length += piece.length;
    });
    for (let at = 0; at < bytes.length; at += PIECE) {
      inflater.push(bytes.subarray(at, at + PIECE), at + PIECE >= bytes.length);
    }
    if (length !== exactSize) throw new Error(`The stream holds ${length} bytes instead of ${exactSize}`);
    return { content: out, length: endOf(bytes, adler32(out)) };
  },
  deflate(bytes) {
    return zlibSync(bytes, { level: 6 });
  },
};

/** The checksum that ends a zlib stream (RFC 1950, section 8.2), which fflate does not look at. */
function adler32(bytes: Uint8Array): number {
  let [low, high] = [1, 0];
  for (let at = 0; at < bytes.length; ) {
    // As many sums as surely fit 32 bits before the remainder is taken.
    for (const end = Math.min(at + 5552, bytes.length); at < end; at++) {
      low += bytes[at] ?? 0;
      high += low;
    }
    low %= 65521;
    high %= 65521;
  }
  return high * 65536 + low;
}

/**
 * Where the stream ends that has this checksum, with or without other bytes behind it. (fflate does not say, so that the
 * checksum is looked for: at the end of the bytes, where it nearly always stands, then from the start. A wrong one is
 * taken for right once in four billion places.)
 */
function endOf(bytes: Uint8Array, checksum: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const last = bytes.length - 4;
  if (last >= 2 && view.getUint32(last, false) === checksum) return bytes.length;
  for (let at = 2; at < last; at++) if (view.getUint32(at, false) === checksum) return at + 4;
  throw new Error('The checksum of the stream is wrong');
}
