import { ByteWriter } from '../byteWriter.ts';

export interface BmpKind {
  readonly bits: number;
  readonly width?: number;
  readonly height?: number;
  readonly compression?: number;
  readonly headerSize?: number;
  readonly palette?: readonly number[];
  /** Of a header of 40 bytes they stand behind it. */
  readonly masks?: readonly number[];
}

/** For tests: a BMP of any kind with these rows of bytes. */
export function handmadeBmp(
  { bits, width = 4, height = 2, compression = 0, headerSize = 40, palette = [], masks = [] }: BmpKind,
  data: readonly number[],
): Uint8Array {
  const out = new ByteWriter('test');
  const core = headerSize === 12;
  const behind = headerSize === 40 ? masks.length * 4 : 0;
  const offset = 14 + headerSize + behind + palette.length * (core ? 3 : 4);
  out.ascii('BM');
  for (const number of [offset + data.length, 0, offset, headerSize]) out.u32(number);
  if (core) {
    out.u16(width);
    out.u16(height);
  } else {
    out.i32(width);
    out.i32(height);
  }
  out.u16(1);
  out.u16(bits);
  if (!core) {
    for (const number of [compression, data.length, 0, 0, palette.length, 0]) out.u32(number);
    for (const mask of masks) out.u32(mask);
    out.zeros(Math.max(0, headerSize - 40 - (headerSize > 40 ? masks.length * 4 : 0)));
  }
  for (const color of palette) {
    out.bytes(Uint8Array.of((color >>> 16) & 255, (color >>> 8) & 255, color & 255));
    if (!core) out.u8(0);
  }
  out.bytes(Uint8Array.from(data));
  return out.finish();
}
