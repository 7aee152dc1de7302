import type { Rect } from '../../sprite/rect.ts';
import type { FrameId, Slice, SliceKey } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';

const HAS_CENTER = 1;
const HAS_PIVOT = 2;
/** Both coordinates of a pivot that one key of a slice lacks while another has one. */
const NO_PIVOT = -0x80000000;
const NO_CENTER: Rect = { x: 0, y: 0, width: 0, height: 0 };

/**
 * Keys of frames beyond the last are left out: nothing shows them, and Aseprite itself leaves them behind when frames
 * are removed.
 */
export function readSlice(reader: ByteReader, frames: readonly FrameId[]): Pick<Slice, 'name' | 'keys'> {
  const count = reader.u32();
  const flags = reader.u32();
  reader.skip(4);
  const name = reader.string();
  const keys: SliceKey[] = [];
  for (let i = 0; i < count; i++) {
    const frame = frames[reader.u32()];
    const key = readKey(reader, flags);
    if (frame !== undefined) keys.push({ frame, ...key });
  }
  return { name, keys };
}

function readKey(reader: ByteReader, flags: number): Omit<SliceKey, 'frame'> {
  const bounds = readRect(reader);
  const center = flags & HAS_CENTER ? readRect(reader) : NO_CENTER;
  const pivot = flags & HAS_PIVOT ? { x: reader.i32(), y: reader.i32() } : undefined;
  const hasPivot = pivot !== undefined && (pivot.x !== NO_PIVOT || pivot.y !== NO_PIVOT);
  return { bounds, ...(!isNothing(center) && { center }), ...(hasPivot && { pivot }) };
}

export function writeSlice(out: ByteWriter, slice: Slice, frameNumber: (id: FrameId) => number): void {
  const hasCenter = slice.keys.some(({ center }) => center !== undefined);
  const hasPivot = slice.keys.some(({ pivot }) => pivot !== undefined);
  out.u32(slice.keys.length);
  out.u32((hasCenter ? HAS_CENTER : 0) | (hasPivot ? HAS_PIVOT : 0));
  out.zeros(4);
  out.string(slice.name, 'the name of a slice');
  for (const { frame, bounds, center, pivot } of slice.keys) {
    out.u32(frameNumber(frame));
    writeRect(out, bounds);
    if (hasCenter) writeRect(out, center ?? NO_CENTER);
    if (hasPivot) out.i32(pivot?.x ?? NO_PIVOT, 'pivot');
    if (hasPivot) out.i32(pivot?.y ?? NO_PIVOT, 'pivot');
  }
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
