import { deflateSync, inflateSync } from 'node:zlib';
import type { Zlib } from '../../shared/formats/zlib.ts';

/** What Node gives with `info`, which its types do not tell. */
interface WithEngine {
  readonly buffer: Buffer;
  /** `bytesWritten` are those that were taken in. */
  readonly engine: { readonly bytesWritten: number };
}

/** Zlib streams through Node's own library; `maxOutputLength` stops a stream that grows beyond what was announced. */
export const nodeZlib: Zlib = {
  inflate(bytes, exactSize) {
    const options = { maxOutputLength: Math.max(1, exactSize), info: true };
    const { buffer: out, engine } = inflateSync(bytes, options) as unknown as WithEngine;
    if (out.length !== exactSize) throw new Error(`The stream holds ${out.length} bytes instead of ${exactSize}`);
    return { content: new Uint8Array(out.buffer, out.byteOffset, out.byteLength), length: engine.bytesWritten };
  },
  deflate(bytes) {
    const out = deflateSync(bytes, { level: 6 });
    return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  },
};
