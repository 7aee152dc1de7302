import type { ColorProfile } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { readFixed, writeFixed } from './fixed.ts';

const TYPES = ['none', 'srgb', 'icc'] as const;
const HAS_GAMMA = 1;

export function readColorProfile(reader: ByteReader): ColorProfile {
  const number = reader.u16();
  const hasGamma = (reader.u16() & HAS_GAMMA) !== 0;
  const fixed = readFixed(reader);
  const gamma = hasGamma ? { gamma: fixed } : {};
  reader.skip(8);
  const type = TYPES[number];
  if (type === undefined) throw reader.error('unsupported', `a colour profile of type ${number}`);
  if (type === 'icc') return { type, ...gamma, data: reader.bytes(reader.u32()).slice() };
  return type === 'srgb' ? { type, ...gamma } : { type };
}

export function writeColorProfile(out: ByteWriter, profile: ColorProfile): void {
  const gamma = profile.type === 'none' ? undefined : profile.gamma;
  out.u16(TYPES.indexOf(profile.type));
  out.u16(gamma === undefined ? 0 : HAS_GAMMA);
  writeFixed(out, gamma ?? 0, 'gamma');
  out.zeros(8);
  if (profile.type !== 'icc') return;
  out.u32(profile.data.length);
  out.bytes(profile.data);
}
