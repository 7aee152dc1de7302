import { blue, green, red } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { fromCmyk, fromLab, fromUnit } from './deviceColors.ts';
import { paletteOf } from './paletteLines.ts';
import { readUtf16, writeUtf16 } from './utf16.ts';

const FORMAT = 'Adobe swatches';
const COLOR_BLOCK = 1;

/** .ase of Adobe's programs, which a sprite's .ase is not: it starts with this, a sprite never does. */
export function isAdobeSwatches(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && String.fromCharCode(...bytes.subarray(0, 4)) === 'ASEF';
}

/** Adobe Swatch Exchange: big-endian blocks; groups are passed over, their colours read in order. It has no alpha. */
export function readAdobeSwatches(bytes: Uint8Array): Palette {
  const reader = new ByteReader(FORMAT, bytes);
  if (!isAdobeSwatches(bytes)) throw reader.error('wrong_format', 'the signature is missing');
  reader.skip(8);
  const count = reader.u32BE();
  const colors: number[] = [];
  const names: [number, string][] = [];
  for (let i = 0; i < count; i++) {
    const type = reader.u16BE();
    const block = reader.part(reader.u32BE());
    if (type !== COLOR_BLOCK) continue;
    const name = readUtf16(block, block.u16BE());
    if (name !== '') names.push([colors.length, name]);
    colors.push(readColor(block));
  }
  return paletteOf(FORMAT, colors, names);
}

function readColor(block: ByteReader): number {
  const model = String.fromCharCode(...block.bytes(4));
  const next = () => block.f32BE();
  switch (model) {
    case 'RGB ':
      return fromUnit(next(), next(), next());
    case 'CMYK':
      return fromCmyk(next(), next(), next(), next());
    case 'LAB ':
    case 'Lab ':
      return fromLab(next() * 100, next(), next());
    case 'Gray':
    case 'GRAY': {
      const value = next();
      return fromUnit(value, value, value);
    }
    default:
      throw block.error('unsupported', `the colour model "${model}"`);
  }
}

export function writeAdobeSwatches({ colors, names }: Palette): Uint8Array {
  const out = new ByteWriter(FORMAT);
  out.ascii('ASEF');
  out.u16BE(1);
  out.u16BE(0);
  out.u32BE(colors.length);
  colors.forEach((color, entry) => {
    const name = names.get(entry) ?? '';
    out.u16BE(COLOR_BLOCK);
    out.u32BE(2 + 2 * (name.length + 1) + 4 + 12 + 2);
    out.u16BE(name.length + 1, 'the length of a name');
    writeUtf16(out, name);
    out.ascii('RGB ');
    for (const component of [red(color), green(color), blue(color)]) out.f32BE(component / 255);
    out.u16BE(2);
  });
  return out.finish();
}
