import { ByteWriter } from '../byteWriter.ts';
import { CHUNK, FORMAT } from './chunkTypes.ts';
import type { Dice } from './dice.ts';
import type { FrameWriter } from './frameChunks.ts';

const HAS_TEXT = 1;
const HAS_COLOR = 2;
const HAS_PROPERTIES = 4;
const KNOWN = HAS_TEXT | HAS_COLOR | HAS_PROPERTIES;
/** Sizes of the properties that are plain bytes, by type. */
const SIZES = new Map([
  ...[2, 3].map((type) => [type, 1] as const),
  ...[4, 5].map((type) => [type, 2] as const),
  ...[6, 7, 10, 11].map((type) => [type, 4] as const),
  ...[8, 9, 12, 14, 15].map((type) => [type, 8] as const),
  ...[16, 19].map((type) => [type, 16] as const),
]);
const TYPES = [3, 1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19] as const;

/**
 * For tests: a user data chunk, in the form in which it is written, with properties of every type and what nobody knows;
 * none where it would say nothing.
 *
 * @param must Flags that are set in any case.
 */
export function randomUserData(chunks: FrameWriter, dice: Dice, owners: readonly number[], must = 0): void {
  const flags = dice.flags(HAS_TEXT | HAS_COLOR, ~KNOWN) | must | (dice.rarely(3) ? HAS_PROPERTIES : 0);
  const behind = dice.tail();
  if (flags === 0 && behind.length === 0) return;
  chunks.chunk(CHUNK.userData, (out) => {
    out.u32(flags >>> 0);
    if (flags & HAS_TEXT) out.string(dice.text());
    if (flags & HAS_COLOR) out.bytes(dice.bytes(4));
    if (flags & HAS_PROPERTIES) propertyMaps(out, dice, owners);
    out.bytes(behind);
  });
}

function propertyMaps(out: ByteWriter, dice: Dice, owners: readonly number[]): void {
  const maps = new ByteWriter(FORMAT);
  const chosen = [0, ...owners].filter((_, i) => i === 0 || dice.rarely(2));
  const [odd, tail] = [dice.below(4), dice.tail()];
  for (const owner of chosen) {
    maps.u32(owner);
    map(maps, dice, 2);
  }
  if (odd > 1) maps.u32(odd === 2 ? 0 : 77);
  // A second map of the same owner; one with a type that there is not; one with a name that comes twice.
  if (odd === 2) map(maps, dice, 2);
  if (odd === 3) maps.bytes(Uint8Array.of(1, 0, 0, 0, 1, 0, 65, 99, 0));
  out.u32(8 + maps.length + tail.length);
  out.u32(chosen.length + (odd > 1 ? 1 : 0));
  out.bytes(maps.finish());
  out.bytes(tail);
}

function map(out: ByteWriter, dice: Dice, depth: number): void {
  const count = dice.below(4);
  const twice = dice.rarely(12);
  out.u32(count);
  for (let i = 0; i < count; i++) {
    out.string(twice ? 'same' : `${i}${dice.text()}`);
    const type = dice.pick(...TYPES);
    out.u16(type);
    value(out, dice, type, depth);
  }
}

function value(out: ByteWriter, dice: Dice, type: number, depth: number): void {
  const size = SIZES.get(type);
  if (size !== undefined) out.bytes(type === 11 || type === 12 ? finite(dice.bytes(size)) : dice.bytes(size));
  else if (type === 1) out.u8(dice.below(2));
  else if (type === 13) out.string(dice.text());
  else if (depth === 0) out.zeros(type === 17 ? 6 : 4);
  else if (type === 18) map(out, dice, depth - 1);
  else vector(out, dice, depth - 1);
}

function vector(out: ByteWriter, dice: Dice, depth: number): void {
  const count = dice.below(3);
  const common = dice.pick(0, ...TYPES);
  out.u32(count);
  out.u16(common);
  for (let i = 0; i < count; i++) {
    const type = common || dice.pick(...TYPES);
    if (common === 0) out.u16(type);
    value(out, dice, type, depth);
  }
}

/** Which of the many NaNs it is does not survive being a number. */
function finite(bytes: Uint8Array): Uint8Array {
  return bytes.with(bytes.length - 1, (bytes.at(-1) ?? 0) & 0xbf);
}
