import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

export const UUID_BYTES = 16;

/** 16 bytes as 32 hexadecimal digits. */
export function readUuid(reader: ByteReader): string {
  let digits = '';
  for (const byte of reader.bytes(UUID_BYTES)) digits += byte.toString(16).padStart(2, '0');
  return digits;
}

export function writeUuid(out: ByteWriter, uuid: string): void {
  if (!/^[0-9a-f]{32}$/i.test(uuid)) throw out.error(`"${uuid}" is not a UUID of 32 hexadecimal digits`);
  for (let i = 0; i < 2 * UUID_BYTES; i += 2) out.u8(Number.parseInt(uuid.slice(i, i + 2), 16));
}
