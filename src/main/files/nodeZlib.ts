import { deflateSync, inflateSync } from 'node:zlib';
import type { Zlib } from '../../shared/formats/zlib.ts';

/** Zlib streams through Node's own library; `maxOutputLength` stops a stream that grows beyond what was announced. */
export const nodeZlib: Zlib = {
  inflate(bytes, exactSize) {
    const out = inflateSync(bytes, { maxOutputLength: Math.max(1, exactSize) });
    if (out.length !== exactSize) throw new Error(`The stream holds ${out.length} bytes instead of ${exactSize}`);
    return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  },
  deflate(bytes) {
    const out = deflateSync(bytes, { level: 6 });
    return new Uint8Array(out.buffer, out.byteOffset, out.byteLength);
  },
};
