import type { Rect } from '../../sprite/rect.ts';
import { ByteWriter } from '../byteWriter.ts';

const WEBP = 'WebP';

/** One frame of an animation, encoded by itself. */
export interface WebpFrame {
  /** Where it lies: x and y are even. */
  readonly rect: Rect;
  /** Milliseconds, a whole number below 2^24. */
  readonly duration: number;
  /** Lay its pixels over those below, or put them in their place. */
  readonly blend: 'over' | 'source';
  /** Whether its rectangle is cleared before the next frame. */
  readonly clears: boolean;
  /** As `losslessStream` gives it. */
  readonly stream: Uint8Array;
}

export interface WebpAnimation {
  readonly width: number;
  readonly height: number;
  /** How often it plays; 0 = for ever. */
  readonly loop: number;
  readonly frames: readonly WebpFrame[];
}

/**
 * Puts encoded frames together as an animated WebP (RFC 9649, section 2.7). Unlike libwebp's own assembler it keeps a
 * frame that looks like the one before it.
 */
export function animatedWebp({ width, height, loop, frames }: WebpAnimation): Uint8Array {
  const body = new ByteWriter(WEBP);
  body.ascii('WEBP');
  chunk(body, 'VP8X', (out) => {
    out.u32(HAS_ALPHA | IS_ANIMATED);
    u24(out, width - 1);
    u24(out, height - 1);
  });
  chunk(body, 'ANIM', (out) => {
    // The background is a hint that no viewer follows.
    out.u32(0);
    out.u16(loop);
  });
  for (const frame of frames) chunk(body, 'ANMF', (out) => writeFrame(out, frame));
  const file = new ByteWriter(WEBP);
  const bytes = body.finish();
  file.ascii('RIFF');
  file.u32(bytes.length);
  file.bytes(bytes);
  return file.finish();
}

const HAS_ALPHA = 0x10;
const IS_ANIMATED = 0x02;
const NO_BLENDING = 0x02;
const CLEARS = 0x01;

function writeFrame(out: ByteWriter, { rect, duration, blend, clears, stream }: WebpFrame): void {
  for (const number of [rect.x / 2, rect.y / 2, rect.width - 1, rect.height - 1, duration]) u24(out, number);
  out.u8((blend === 'source' ? NO_BLENDING : 0) | (clears ? CLEARS : 0));
  chunk(out, LOSSLESS, (inner) => inner.bytes(stream));
}

/** A name, a length, and content of an even length. */
function chunk(out: ByteWriter, name: string, write: (content: ByteWriter) => void): void {
  const content = new ByteWriter(WEBP);
  write(content);
  const bytes = content.finish();
  out.ascii(name);
  out.u32(bytes.length);
  out.bytes(bytes);
  if (bytes.length % 2 === 1) out.u8(0);
}

function u24(out: ByteWriter, number: number): void {
  out.u16(number & 0xffff);
  out.u8(number >>> 16);
}

const LOSSLESS = 'VP8L';

/** The stream in a still WebP without loss; undefined where it is not the first thing in the file. */
export function losslessStream(still: Uint8Array): Uint8Array | undefined {
  const view = new DataView(still.buffer, still.byteOffset, still.byteLength);
  const name = String.fromCharCode(...still.subarray(12, 16));
  return name === LOSSLESS ? still.subarray(20, 20 + view.getUint32(16, true)) : undefined;
}
