import { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FormatError } from '../formatError.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { crc32 } from './crc32.ts';

export const PNG = 'PNG';
const SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
/** Where the signature has them. */
const LINE_ENDS = [4, 5, 7];

export interface PngChunk {
  /** Four letters; a capital first one means that nobody can do without it. */
  readonly type: string;
  readonly reader: ByteReader;
}

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, at) => bytes[at] === byte);
}

/**
 * All chunks up to and with IEND, their checksums verified. Bytes behind IEND are passed over. FormatError for another
 * signature, chunks that end behind the file, wrong checksums and types that are no letters.
 */
export function* pngChunks(bytes: Uint8Array): Generator<PngChunk> {
  const reader = new ByteReader(PNG, bytes);
  if (!isPng(bytes)) throw wrongSignature(bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw reader.error('too_large', `${bytes.length} bytes`);
  reader.skip(SIGNATURE.length);
  for (let type = ''; type !== 'IEND'; ) {
    const length = reader.u32BE();
    const start = reader.copy();
    type = String.fromCharCode(...reader.bytes(4));
    if (!/^[A-Za-z]{4}$/.test(type)) throw start.error('invalid', 'a chunk without a name');
    const data = reader.part(length);
    const sum = crc32(start.bytes(4 + length));
    if (reader.u32BE() !== sum) throw reader.error('invalid', `the checksum of chunk ${type} is wrong`);
    yield { type, reader: data };
  }
}

/** At the first byte that is wrong. */
function wrongSignature(bytes: Uint8Array): FormatError {
  const at = SIGNATURE.findIndex((byte, place) => bytes[place] !== byte);
  const reason = LINE_ENDS.includes(at) ? 'line ends were changed on the way' : 'the signature is missing';
  return new FormatError(PNG, at, 'wrong_format', reason);
}

export function writeSignature(out: ByteWriter): void {
  out.bytes(Uint8Array.from(SIGNATURE));
}

export function writeChunk(out: ByteWriter, type: string, data: Uint8Array): void {
  const body = new Uint8Array(4 + data.length);
  for (let i = 0; i < 4; i++) body[i] = type.charCodeAt(i);
  body.set(data, 4);
  out.u32BE(data.length);
  out.bytes(body);
  out.u32BE(crc32(body));
}
