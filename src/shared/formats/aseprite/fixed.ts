import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

const ONE = 65536;

/** A 16.16 fixed-point number as an ordinary one; exact in both directions for multiples of 1/65536. */
export function readFixed(reader: ByteReader): number {
  return reader.i32() / ONE;
}

export function writeFixed(out: ByteWriter, value: number, field: string): void {
  out.i32(Math.round(value * ONE), field);
}
