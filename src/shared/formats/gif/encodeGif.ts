import { alpha, blue, green, red } from '../../sprite/color.ts';
import type { Animation } from '../animation.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { gifDelays } from './gifDelays.ts';
import { gifPalettes, type IndexedFrame, type IndexedFrames } from './gifPalettes.ts';
import { lzwEncode } from './lzwEncode.ts';
import { medianCut } from './medianCut.ts';
import { type FramePlan, planFrames } from './planFrames.ts';

export interface GifOptions {
  /** What happens when one frame alone has more than 256 colours (255 beside transparency). */
  readonly tooManyColors?: 'reduce' | 'refuse';
}

/**
 * Writes a GIF89a file. Exact whenever every frame has at most 256 colours: one palette for all frames if they fit,
 * else one for each. Beyond that all frames are reduced to the same 255 colours by median cut, or refused. GIF knows no
 * half transparency: pixels with an alpha of 128 and more become opaque, the others transparent. Delays: see gifDelays.
 * FormatError `not_encodable` for what GIF cannot hold.
 */
export function encodeGif(animation: Animation, { tooManyColors = 'reduce' }: GifOptions = {}): Uint8Array {
  const { width, height, frames, loop } = animation;
  const out = new ByteWriter('GIF');
  checkFrames(out, animation);
  const targets = frames.map(({ pixels }) =>
    pixels.map((pixel) => (alpha(pixel) < 128 ? 0 : (pixel | 0xff000000) >>> 0)),
  );
  const { plans, indexed } = planExactly(targets, width) ?? reduced(out, targets, width, tooManyColors);
  const delays = gifDelays(frames.map(({ duration }) => duration));
  const first = indexed.shared ? indexed.frames[0] : undefined;
  out.ascii('GIF89a');
  out.u16(width, 'width');
  out.u16(height, 'height');
  out.u8(first ? 0xf0 | sizeExponent(first) : 0x70);
  out.zeros(2);
  if (first) writePalette(out, first);
  if (loop !== 1) writeLoop(out, loop);
  plans.forEach((plan, number) => {
    const frame = indexed.frames[number];
    if (frame) writeFrame(out, plan, frame, delays[number] ?? 0, indexed.shared);
  });
  out.u8(0x3b);
  return out.finish();
}

function checkFrames(out: ByteWriter, { width, height, frames }: Animation): void {
  if (frames.length === 0) throw out.error('there are no frames');
  if (frames.length > FORMAT_LIMITS.frames)
    throw out.error(`${frames.length} frames; ${FORMAT_LIMITS.frames} are possible`);
  if (!frames.every(({ pixels }) => pixels.length === width * height && pixels.length > 0)) {
    throw out.error(`a frame does not have ${width} x ${height} pixels`);
  }
}

interface Planned {
  readonly plans: readonly FramePlan[];
  readonly indexed: IndexedFrames;
}

function planExactly(targets: readonly Uint32Array[], width: number): Planned | undefined {
  const plans = planFrames(targets, width);
  const indexed = gifPalettes(plans);
  return indexed && { plans, indexed };
}

function reduced(
  out: ByteWriter,
  targets: readonly Uint32Array[],
  width: number,
  tooManyColors: 'reduce' | 'refuse',
): Planned {
  const histogram = new Map<number, number>();
  for (const target of targets) {
    for (const pixel of target) if (pixel !== 0) histogram.set(pixel, (histogram.get(pixel) ?? 0) + 1);
  }
  if (tooManyColors === 'refuse') throw out.error(`${histogram.size} colours; a frame can have 256`);
  const replacements = medianCut(histogram, 255);
  const planned = planExactly(
    targets.map((target) => target.map((pixel) => replacements.get(pixel) ?? 0)),
    width,
  );
  if (planned === undefined) throw out.error('the colours could not be reduced');
  return planned;
}

/** The size of a palette is stated as a power of two, less one: 0 means 2 entries, 7 means 256. */
function sizeExponent({ colors, transparent }: IndexedFrame): number {
  const entries = colors.length + (transparent === undefined ? 0 : 1);
  return Math.max(0, Math.ceil(Math.log2(Math.max(2, entries))) - 1);
}

function writePalette(out: ByteWriter, frame: IndexedFrame): void {
  for (const color of frame.colors) {
    out.u8(red(color));
    out.u8(green(color));
    out.u8(blue(color));
  }
  out.zeros(3 * (2 ** (sizeExponent(frame) + 1) - frame.colors.length));
}

/** Netscape's extension: how often to repeat after the first time, 0 = for ever. */
function writeLoop(out: ByteWriter, loop: number): void {
  out.bytes(Uint8Array.of(0x21, 0xff, 11));
  out.ascii('NETSCAPE2.0');
  out.bytes(Uint8Array.of(3, 1));
  out.u16(loop === 0 ? 0 : loop - 1, 'loop');
  out.u8(0);
}

function writeFrame(out: ByteWriter, plan: FramePlan, frame: IndexedFrame, delay: number, shared: boolean): void {
  out.bytes(Uint8Array.of(0x21, 0xf9, 4));
  out.u8(((plan.clears ? 2 : 1) << 2) | (frame.transparent === undefined ? 0 : 1));
  out.u16(delay, 'delay');
  out.u8(frame.transparent ?? 0);
  out.u8(0);
  out.u8(0x2c);
  for (const value of [plan.rect.x, plan.rect.y, plan.rect.width, plan.rect.height]) out.u16(value, 'frame place');
  out.u8(shared ? 0 : 0x80 | sizeExponent(frame));
  if (!shared) writePalette(out, frame);
  const minCodeSize = Math.max(2, sizeExponent(frame) + 1);
  out.u8(minCodeSize);
  const stream = lzwEncode(frame.indices, minCodeSize);
  for (let at = 0; at < stream.length; at += 255) {
    const block = stream.subarray(at, at + 255);
    out.u8(block.length);
    out.bytes(block);
  }
  out.u8(0);
}
