import type { Rect } from '../../sprite/rect.ts';
import type { FrameId, Slice, SliceKey, UnknownChunk } from '../../sprite/sprite.ts';
import { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT } from './chunkTypes.ts';
import { KEPT, keptIn, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const HAS_CENTER = 1;
const HAS_PIVOT = 2;
/** Both coordinates of a pivot that one key of a slice lacks while another has one. */
const NO_PIVOT = -0x80000000;
const NO_CENTER: Rect = { x: 0, y: 0, width: 0, height: 0 };

export interface SliceChunk extends Pick<Slice, 'name' | 'keys'> {
  readonly kept: readonly UnknownChunk[];
}

/** A key by the number of its frame. */
interface NumberedKey extends Omit<SliceKey, 'frame'> {
  readonly number: number;
}

/**
 * Keys of frames beyond the last are kept aside: nothing shows them, but Aseprite itself leaves them behind when frames
 * are removed. Undefined for a slice with flags that we do not know, since its keys cannot be told apart then.
 */
export function readSlice(reader: ByteReader, frames: readonly FrameId[]): SliceChunk | undefined {
  const count = reader.u32();
  const flags = reader.u32();
  if ((flags & ~(HAS_CENTER | HAS_PIVOT)) !== 0) return undefined;
  const reserved = new ReservedReader();
  reserved.skip(reader, 4);
  const name = reader.string();
  const all: NumberedKey[] = [];
  for (let i = 0; i < count; i++) all.push(readKey(reader, flags));
  reserved.note(flags & ~flagsOf(all), 4);
  const keys: SliceKey[] = [];
  const beyond: NumberedKey[] = [];
  for (const { number, ...key } of all) {
    const frame = frames[number];
    if (frame === undefined) beyond.push({ number, ...key });
    else keys.push({ frame, ...key });
  }
  const kept = reserved.kept(reader, KEPT.fields);
  return { name, keys, kept: beyond.length === 0 ? kept : [...kept, { type: KEPT.sliceKeys, data: packed(beyond) }] };
}

function readKey(reader: ByteReader, flags: number): NumberedKey {
  const number = reader.u32();
  const bounds = readRect(reader);
  const center = flags & HAS_CENTER ? readRect(reader) : NO_CENTER;
  const pivot = flags & HAS_PIVOT ? { x: reader.i32(), y: reader.i32() } : undefined;
  const hasPivot = pivot !== undefined && (pivot.x !== NO_PIVOT || pivot.y !== NO_PIVOT);
  return { number, bounds, ...(!isNothing(center) && { center }), ...(hasPivot && { pivot }) };
}

export function writeSlice(out: ByteWriter, slice: Slice, frameNumber: (id: FrameId) => number): void {
  const inFrames = slice.keys.map(({ frame, ...key }) => ({ ...key, number: frameNumber(frame) }));
  const keys: readonly NumberedKey[] = [...inFrames, ...unpacked(keptIn(slice.unknown, KEPT.sliceKeys))];
  const reserved = new ReservedWriter(slice.unknown, KEPT.fields);
  const reservedField = reserved.bits(4);
  const flags = flagsOf(keys) | reserved.bits(4);
  out.u32(keys.length);
  out.u32(flags);
  out.u32(reservedField);
  out.string(slice.name, 'the name of a slice');
  for (const key of keys) writeKey(out, key, flags);
  reserved.writeRest(out);
}

/** The flags for what any of the keys has. */
function flagsOf(keys: readonly NumberedKey[]): number {
  const hasCenter = keys.some(({ center }) => center !== undefined);
  const hasPivot = keys.some(({ pivot }) => pivot !== undefined);
  return (hasCenter ? HAS_CENTER : 0) | (hasPivot ? HAS_PIVOT : 0);
}

function writeKey(out: ByteWriter, { number, bounds, center, pivot }: NumberedKey, flags: number): void {
  out.u32(number);
  writeRect(out, bounds);
  if (flags & HAS_CENTER) writeRect(out, center ?? NO_CENTER);
  if (flags & HAS_PIVOT) out.i32(pivot?.x ?? NO_PIVOT, 'pivot');
  if (flags & HAS_PIVOT) out.i32(pivot?.y ?? NO_PIVOT, 'pivot');
}

/** Keys with all their parts, whatever the slice has. */
function packed(keys: readonly NumberedKey[]): Uint8Array {
  const out = new ByteWriter(FORMAT);
  for (const key of keys) writeKey(out, key, HAS_CENTER | HAS_PIVOT);
  return out.finish();
}

function unpacked(data: Uint8Array | undefined): NumberedKey[] {
  const keys: NumberedKey[] = [];
  if (data === undefined) return keys;
  const reader = new ByteReader(FORMAT, data);
  while (reader.remaining > 0) keys.push(readKey(reader, HAS_CENTER | HAS_PIVOT));
  return keys;
}

function isNothing({ x, y, width, height }: Rect): boolean {
  return x === 0 && y === 0 && width === 0 && height === 0;
}

function readRect(reader: ByteReader): Rect {
  return { x: reader.i32(), y: reader.i32(), width: reader.u32(), height: reader.u32() };
}

function writeRect(out: ByteWriter, rect: Rect): void {
  out.i32(rect.x, 'slice position');
  out.i32(rect.y, 'slice position');
  out.u32(rect.width, 'slice width');
  out.u32(rect.height, 'slice height');
}
