import { alpha, blue, green, red, rgba } from '../../sprite/color.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

/** Four bytes: red, green, blue, alpha. */
export function readColor(reader: ByteReader): number {
  return rgba(reader.u8(), reader.u8(), reader.u8(), reader.u8());
}

export function writeColor(out: ByteWriter, color: number): void {
  out.u8(red(color));
  out.u8(green(color));
  out.u8(blue(color));
  out.u8(alpha(color));
}
