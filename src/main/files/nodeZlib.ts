import { deflateSync, inflateSync } from 'node:zlib';
import type { Zlib } from '../../shared/formats/zlib.ts';

/** What Node gives with `info`, which its types do not tell. */
interface WithEngine {
  readonly buffer: Buffer;
  /** `bytesWritten` are those that were taken in. */
  readonly engine: { readonly bytesWritten: number };
}

/** Of what is set aside at once, in bytes. Node takes no less than 64. */
const LEAST_PIECE = 64;
const MOST_PIECE = 4 * 1024 ** 2;

/** Zlib streams through Node's own library; `maxOutputLength` stops a stream that grows beyond what was announced. */
export const nodeZlib: Zlib = {
  inflate(bytes, exactSize) {
    // All in one piece, and a byte more, in which nothing is found: that saves a second piece and a copy of both.
    const chunkSize = Math.min(Math.max(LEAST_PIECE, exactSize + 1), MOST_PIECE);
    const options = { maxOutputLength: Math.max(1, exactSize), chunkSize, info: true };
    const { buffer: out, engine } = inflateSync(bytes, options) as unknown as WithEngine;
    if (out.length !== exactSize) throw new Error(`The stream holds ${out.length} bytes instead of ${exactSize}`);
    return { content: new Uint8Array(out.buffer, out.byteOffset, out.byteLength), length: engine.bytesWritten };
  },
  deflate(bytes) {
    const out = deflateSync(bytes, { level: 6 });
    return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  },
};
