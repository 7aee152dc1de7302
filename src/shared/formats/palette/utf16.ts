import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

/** Big-endian UTF-16 of that many units, as Adobe's formats hold it; the zero at its end is left out. */
export function readUtf16(reader: ByteReader, units: number): string {
  const bytes = reader.bytes(2 * units);
  let text = '';
  for (let i = 0; i < bytes.length; i += 2) text += String.fromCharCode(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  return text.replace(/\0+$/, '');
}

/** Writes the text's units and a zero. */
export function writeUtf16(out: ByteWriter, text: string): void {
  for (let i = 0; i < text.length; i++) out.u16BE(text.charCodeAt(i));
  out.u16BE(0);
}
