import { alpha, isGray, rgbaToGray } from '../../sprite/color.ts';
import type { Pixels } from '../../sprite/raster.ts';
import type { Animation } from '../animation.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { type PlannedFrame, planAnimation } from '../planAnimation.ts';
import { wholeDurations } from '../wholeDurations.ts';
import type { Zlib } from '../zlib.ts';
import { writePalette } from './encodePng.ts';
import { frameControlData } from './frameControl.ts';
import { type PngPacking, packPixels } from './packPng.ts';
import { PNG, writeChunk, writeSignature } from './pngChunks.ts';
import { headerData, PNG_COLOR, type PngColorType } from './pngHeader.ts';

export interface ApngOptions {
  /** Write shades of gray as such, as far as all pixels are gray. */
  readonly gray?: boolean;
}

/**
 * Writes an animated PNG, exactly: half transparency included. It is a grayscale one where that is asked for, otherwise an
 * indexed one where all frames together have at most 256 colours. Frames are the smallest rectangles that make each
 * picture out of the one before. Durations are whole milliseconds, rounded so that the cycle keeps its length. FormatError
 * `not_encodable` for what APNG cannot hold.
 */
export function encodeApng(animation: Animation, zlib: Zlib, { gray = false }: ApngOptions = {}): Uint8Array {
  const { width, height, frames, loop } = animation;
  const out = new ByteWriter(PNG);
  checkFrames(out, animation);
  const plans = planAnimation(
    frames.map(({ pixels }) => pixels),
    width,
    { step: 1, restores: true },
  );
  const packer = new FramePacker(plans, zlib, gray);
  writeSignature(out);
  writeChunk(out, 'IHDR', headerData({ width, height, ...packer.packing, interlaced: false }));
  if (packer.palette) writePalette(out, packer.palette);
  writeChunk(out, 'acTL', bigEndian(frames.length, loop));
  const durations = wholeDurations(frames.map(({ duration }) => duration));
  let sequence = 0;
  plans.forEach((plan, number) => {
    const { stream, blend } = packer.pack(plan);
    const { rect, disposal } = plan;
    writeChunk(out, 'fcTL', frameControlData(sequence++, { rect, duration: durations[number] ?? 0, disposal, blend }));
    if (number === 0) writeChunk(out, 'IDAT', stream);
    else writeChunk(out, 'fdAT', Uint8Array.from([...bigEndian(sequence++), ...stream]));
  });
  writeChunk(out, 'IEND', new Uint8Array(0));
  return out.finish();
}

function checkFrames(out: ByteWriter, { width, height, frames }: Animation): void {
  if (frames.length === 0) throw out.error('there are no frames');
  if (frames.length > FORMAT_LIMITS.frames) {
    throw out.error(`${frames.length} frames; ${FORMAT_LIMITS.frames} are possible`);
  }
  if (!frames.every(({ pixels }) => pixels.length === width * height && pixels.length > 0)) {
    throw out.error(`a frame does not have ${width} x ${height} pixels`);
  }
}

function bigEndian(...numbers: readonly number[]): Uint8Array {
  const out = new ByteWriter(PNG);
  for (const number of numbers) out.u32BE(number, 'how often the animation plays');
  return out.finish();
}

/** Packs frames in the one way that fits all of them. */
class FramePacker {
  readonly packing: PngPacking;
  readonly palette: readonly number[] | undefined;
  readonly #entries: ReadonlyMap<number, number>;
  readonly #zlib: Zlib;
  /** Whether a frame can leave pixels out. */
  readonly #hasClear: boolean;

  constructor(plans: readonly PlannedFrame[], zlib: Zlib, gray: boolean) {
    this.#zlib = zlib;
    const asGray = gray && everyPixel(plans, isGray);
    const colors = asGray ? undefined : colorsOf(plans);
    // Entries that are not opaque come first, so that few alphas need writing.
    this.palette = colors && [...colors].sort((a, b) => alpha(a) - alpha(b) || a - b);
    this.#entries = new Map(this.palette?.map((color, entry) => [color, entry]));
    // Fewer bits would do for few colours, but ffmpeg misreads the parts of pictures then.
    this.packing = { colorType: asGray ? grayType(plans) : colors ? PNG_COLOR.indexed : PNG_COLOR.rgba, depth: 8 };
    this.#hasClear = colors ? this.#entries.has(0) : this.packing.colorType !== PNG_COLOR.gray;
  }

  /** The smaller one of both ways to write a frame. */
  pack({ rect, source, over }: PlannedFrame): { stream: Uint8Array; blend: 'over' | 'source' } {
    const plain = this.#stream(source, rect.width);
    const laid = over && this.#hasClear ? this.#stream(over, rect.width) : undefined;
    return laid && laid.length < plain.length ? { stream: laid, blend: 'over' } : { stream: plain, blend: 'source' };
  }

  #stream(pixels: Uint32Array, width: number): Uint8Array {
    return packPixels(this.#packed(pixels), width, this.packing, this.#zlib);
  }

  #packed(pixels: Uint32Array): Pixels {
    const { colorType } = this.packing;
    if (colorType === PNG_COLOR.rgba) return pixels;
    if (colorType === PNG_COLOR.indexed) return Uint8Array.from(pixels, (pixel) => this.#entries.get(pixel) ?? 0);
    return Uint16Array.from(pixels, rgbaToGray);
  }
}

function everyPixel(plans: readonly PlannedFrame[], holds: (pixel: number) => boolean): boolean {
  return plans.every(({ source }) => source.every(holds));
}

function grayType(plans: readonly PlannedFrame[]): PngColorType {
  return everyPixel(plans, (pixel) => alpha(pixel) === 255) ? PNG_COLOR.gray : PNG_COLOR.grayAlpha;
}

/** All colours, and clear if there is room for it; undefined when they are too many for a palette. */
function colorsOf(plans: readonly PlannedFrame[]): Set<number> | undefined {
  const colors = new Set<number>();
  for (const { source } of plans) {
    for (const pixel of source) {
      colors.add(pixel);
      if (colors.size > 256) return undefined;
    }
  }
  return colors.size < 256 ? colors.add(0) : colors;
}
