import type { ByteReader } from '../byteReader.ts';
import { BitReader } from './bitReader.ts';

/** What a sequence parameter set says of the pictures. */
export interface AvcParameters {
  readonly width: number;
  readonly height: number;
  /** ISO/IEC 23091-2; undefined where it is not said. */
  readonly matrix: number | undefined;
}

/** Profiles whose parameter sets say how chroma is sampled. */
const HIGH_PROFILES = [100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135];
const SEQUENCE_PARAMETERS = 7;
const CHROMA_420 = 1;
const SQUARE = [0, 1];
const NO_MATRIX = 2;

/**
 * Reads the body of an avcC box (ISO/IEC 14496-15, 5.3.3.1) and the parameter set in it (ITU-T H.264, 7.3.2.1.1 and
 * E.1.1) as far as colours.
 *
 * @throws FormatError; also where something is not usual: several sets, interlacing, chroma that is not halved, pixels
 *   that are not square
 */
export function avcParameters(reader: ByteReader): AvcParameters {
  reader.skip(5);
  const count = reader.u8() & 31;
  if (count !== 1) throw reader.error('unsupported', `${count} sequence parameter sets`);
  const unit = reader.part(reader.u16BE());
  const kind = unit.u8() & 31;
  if (kind !== SEQUENCE_PARAMETERS) throw unit.error('invalid', `a unit of kind ${kind}`);
  const bits = new BitReader(unit.copy());
  skipCoding(bits, unit);
  const size = pictureSize(bits, unit);
  return { ...size, matrix: bits.flag() ? usabilityMatrix(bits, unit) : undefined };
}

function skipCoding(bits: BitReader, unit: ByteReader): void {
  const profile = bits.bits(8);
  bits.bits(16);
  bits.ue();
  if (HIGH_PROFILES.includes(profile)) skipHighProfile(bits, unit);
  bits.ue();
  const countKind = bits.ue();
  if (countKind === 0) bits.ue();
  else if (countKind === 1) skipCycle(bits, unit);
  bits.ue();
  bits.flag();
}

function skipHighProfile(bits: BitReader, unit: ByteReader): void {
  const chroma = bits.ue();
  if (chroma !== CHROMA_420) throw unit.error('unsupported', `chroma format ${chroma}`);
  bits.ue();
  bits.ue();
  bits.flag();
  if (!bits.flag()) return;
  for (let list = 0; list < 8; list++) if (bits.flag()) skipScaling(bits, list < 6 ? 16 : 64);
}

function skipScaling(bits: BitReader, length: number): void {
  let [last, next] = [8, 8];
  for (let i = 0; i < length && next !== 0; i++) {
    next = (last + bits.se() + 256) % 256;
    last = next === 0 ? last : next;
  }
}

function skipCycle(bits: BitReader, unit: ByteReader): void {
  bits.flag();
  bits.se();
  bits.se();
  const length = bits.ue();
  if (length > 255) throw unit.error('invalid', `a cycle of ${length} pictures`);
  for (let i = 0; i < length; i++) bits.se();
}

function pictureSize(bits: BitReader, unit: ByteReader): Pick<AvcParameters, 'width' | 'height'> {
  const width = 16 * (bits.ue() + 1);
  const height = 16 * (bits.ue() + 1);
  if (!bits.flag()) throw unit.error('unsupported', 'interlaced pictures');
  bits.flag();
  const [left = 0, right = 0, top = 0, bottom = 0] = bits.flag() ? [bits.ue(), bits.ue(), bits.ue(), bits.ue()] : [];
  return { width: width - 2 * (left + right), height: height - 2 * (top + bottom) };
}

function usabilityMatrix(bits: BitReader, unit: ByteReader): number | undefined {
  if (bits.flag() && !SQUARE.includes(bits.bits(8))) throw unit.error('unsupported', 'pixels that are not square');
  if (bits.flag()) bits.flag();
  if (!bits.flag()) return undefined;
  bits.bits(4);
  if (!bits.flag()) return undefined;
  bits.bits(16);
  const matrix = bits.bits(8);
  return matrix === NO_MATRIX ? undefined : matrix;
}
