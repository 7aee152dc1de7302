import type { ColorProfile, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { readFixed, writeFixed } from './fixed.ts';
import { KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const TYPES = ['none', 'srgb', 'icc'] as const;
const HAS_GAMMA = 1;

export interface ColorProfileChunk {
  readonly profile: ColorProfile;
  readonly kept: readonly UnknownChunk[];
}

/** Undefined for a type of profile that we do not know. */
export function readColorProfile(reader: ByteReader): ColorProfileChunk | undefined {
  const type = TYPES[reader.u16()];
  if (type === undefined) return undefined;
  const flags = reader.u16();
  const hasGamma = type !== 'none' && (flags & HAS_GAMMA) !== 0;
  const fixed = readFixed(reader);
  const reserved = new ReservedReader();
  reserved.note(hasGamma ? flags & ~HAS_GAMMA : flags, 2);
  reserved.note(hasGamma ? 0 : fixed * 65536, 4);
  reserved.skip(reader, 8);
  const gamma = hasGamma ? { gamma: fixed } : {};
  const profile = type === 'icc' ? { type, ...gamma, data: reader.bytes(reader.u32()).slice() } : { type, ...gamma };
  return { profile, kept: reserved.kept(reader, KEPT.colorProfile) };
}

export function writeColorProfile(out: ByteWriter, profile: ColorProfile, unknown: readonly UnknownChunk[]): void {
  const gamma = profile.type === 'none' ? undefined : profile.gamma;
  const reserved = new ReservedWriter(unknown, KEPT.colorProfile);
  const [flags, noGamma] = [reserved.bits(2), reserved.bits(4)];
  out.u16(TYPES.indexOf(profile.type));
  out.u16(gamma === undefined ? flags : flags | HAS_GAMMA);
  if (gamma === undefined) out.u32(noGamma);
  else writeFixed(out, gamma, 'gamma');
  reserved.write(out, 8);
  if (profile.type === 'icc') {
    out.u32(profile.data.length);
    out.bytes(profile.data);
  }
  reserved.writeRest(out);
}
