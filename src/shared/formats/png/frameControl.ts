import type { Rect } from '../../sprite/rect.ts';
import type { AnimationPart } from '../animationCanvas.ts';
import type { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { PNG } from './pngChunks.ts';
import type { PngHeader } from './pngHeader.ts';

const DISPOSALS = ['keep', 'clear', 'restore'] as const satisfies readonly AnimationPart['disposal'][];
const BLENDS = ['source', 'over'] as const satisfies readonly AnimationPart['blend'][];

/** What the fcTL chunk says of a frame (PNG specification, third edition, 11.3.6.2). */
export interface FrameControl extends Pick<AnimationPart, 'blend' | 'disposal'> {
  readonly rect: Rect;
  /** Milliseconds. */
  readonly duration: number;
}

/** Reads what follows the sequence number. Durations of up to 10 ms count as 100 ms, as in browsers. */
export function readFrameControl(reader: ByteReader, { width, height }: PngHeader): FrameControl {
  const [columns, rows, x, y] = [reader.u32BE(), reader.u32BE(), reader.u32BE(), reader.u32BE()];
  if (columns === 0 || rows === 0 || x + columns > width || y + rows > height) {
    throw reader.error('invalid', `a frame of ${columns} x ${rows} at ${x}, ${y} in a picture of ${width} x ${height}`);
  }
  const [numerator, denominator] = [reader.u16BE(), reader.u16BE()];
  const duration = (numerator * 1000) / (denominator === 0 ? 100 : denominator);
  const [disposal, blend] = [DISPOSALS[reader.u8()], BLENDS[reader.u8()]];
  if (disposal === undefined || blend === undefined) throw reader.error('invalid', 'an unknown way to draw a frame');
  return { rect: { x, y, width: columns, height: rows }, duration: duration <= 10 ? 100 : duration, disposal, blend };
}

export function frameControlData(sequence: number, { rect, duration, disposal, blend }: FrameControl): Uint8Array {
  const out = new ByteWriter(PNG);
  for (const number of [sequence, rect.width, rect.height, rect.x, rect.y]) out.u32BE(number);
  out.u16BE(duration, 'the duration of a frame');
  out.u16BE(1000);
  out.u8(DISPOSALS.indexOf(disposal));
  out.u8(BLENDS.indexOf(blend));
  return out.finish();
}
