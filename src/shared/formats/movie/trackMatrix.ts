import type { ByteReader } from '../byteReader.ts';

/** The movie's own matrix (ISO/IEC 14496-12, 6.2.2) turns nothing. @param reader at its begin @throws FormatError */
export function expectUpright(reader: ByteReader): void {
  if (turnOf(reader) !== 0) throw reader.error('unsupported', 'a movie that is turned as a whole');
}

/**
 * Whether a track lies on its side, by its tkhd box (ISO/IEC 14496-12, 8.3.2).
 *
 * @throws FormatError where it is mirrored, sheared, switched off, or not shown in the size of its pictures
 */
export function isTurned(tkhd: ByteReader, size: { readonly width: number; readonly height: number }): boolean {
  const version = tkhd.u8();
  tkhd.skip(2);
  const isOn = (tkhd.u8() & 1) === 1;
  tkhd.skip((version === 0 ? 20 : 32) + 16);
  const turn = turnOf(tkhd);
  const [width, height] = [tkhd.u32BE() / 0x10000, tkhd.u32BE() / 0x10000];
  if (!isOn || width !== size.width || height !== size.height) throw tkhd.error('unsupported', 'another size');
  return turn % 2 === 1;
}

const ONE = 0x10000;
/** a, b, c, d of a matrix by quarter turns. */
const TURNS = [
  [ONE, 0, 0, ONE],
  [0, ONE, -ONE, 0],
  [-ONE, 0, 0, -ONE],
  [0, -ONE, ONE, 0],
];

/** How many quarters a matrix turns. */
function turnOf(reader: ByteReader): number {
  const next = (): number => reader.u32BE() | 0;
  const [a, b, u, c, d, v] = [next(), next(), next(), next(), next(), next()];
  // Where the picture lies does not matter.
  reader.skip(8);
  const w = next();
  const turn = TURNS.findIndex((turned) => [a, b, c, d].every((value, i) => value === turned[i]));
  if (turn < 0 || u !== 0 || v !== 0 || w !== 0x40000000) throw reader.error('unsupported', 'a matrix that is no turn');
  return turn;
}
