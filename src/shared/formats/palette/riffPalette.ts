import { blue, green, red, rgba } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { paletteOf } from './paletteLines.ts';

const FORMAT = 'RIFF palette';
const VERSION = 0x0300;

/** .pal as Microsoft describes it (RIFF form "PAL ", LOGPALETTE in its "data" chunk). It has no alpha. */
export function readRiffPalette(bytes: Uint8Array): Palette {
  const reader = new ByteReader(FORMAT, bytes);
  const word = () => String.fromCharCode(...reader.bytes(4));
  if (word() !== 'RIFF') throw reader.error('wrong_format', 'the signature is missing');
  reader.skip(4);
  if (word() !== 'PAL ') throw reader.error('wrong_format', 'this RIFF file is not a palette');
  for (;;) {
    const chunk = word();
    const size = reader.u32();
    if (chunk === 'data') break;
    reader.skip(size + (size & 1));
  }
  reader.skip(2);
  const colors = Array.from({ length: reader.u16() }, () => {
    const color = rgba(reader.u8(), reader.u8(), reader.u8());
    reader.skip(1);
    return color;
  });
  return paletteOf(FORMAT, colors);
}

export function writeRiffPalette({ colors }: Palette): Uint8Array {
  const out = new ByteWriter(FORMAT);
  const dataSize = 4 + 4 * colors.length;
  out.ascii('RIFF');
  out.u32(12 + dataSize);
  out.ascii('PAL data');
  out.u32(dataSize);
  out.u16(VERSION);
  out.u16(colors.length, 'the number of colours');
  for (const color of colors) {
    out.u8(red(color));
    out.u8(green(color));
    out.u8(blue(color));
    out.u8(0);
  }
  return out.finish();
}
