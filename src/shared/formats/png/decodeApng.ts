import type { Animation, AnimationFrame } from '../animation.ts';
import { AnimationCanvas } from '../animationCanvas.ts';
import type { ByteReader } from '../byteReader.ts';
import { rgbaOf } from '../fileImage.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import type { Zlib } from '../zlib.ts';
import { type FrameControl, readFrameControl } from './frameControl.ts';
import { type PngChunk, pngChunks } from './pngChunks.ts';
import { PngDraft, type PngParts } from './pngDraft.ts';
import { modeOf, readPixels } from './pngPixels.ts';

/**
 * Reads an animated PNG (PNG specification, third edition) into whole pictures; a still one is an animation of one frame,
 * shown for 100 ms. Colours as in decodePng. A still picture that stands before the animation is left out. Every failure
 * is a FormatError, frames that are missing or in the wrong order included.
 */
export function decodeApng(bytes: Uint8Array, zlib: Zlib): Animation {
  const draft = new PngDraft();
  const collector = new FrameCollector(draft);
  for (const chunk of pngChunks(bytes)) if (!collector.chunk(chunk)) draft.chunk(chunk);
  const parts = draft.finished();
  const { width, height } = parts.header;
  const budget = new MemoryBudget(bytes.length);
  budget.take(parts.end, width * height * PIXEL_BYTES);
  const canvas = new AnimationCanvas(width, height);
  const frames: AnimationFrame[] = [];
  for (const { control, data, reader } of collector.finished(parts)) {
    // The inflated samples, at most 8 bytes a pixel, what they become, and the same in RGBA.
    budget.check(reader, control.rect.width * control.rect.height * (8 + 2 * PIXEL_BYTES));
    const pixels = framePixels(parts, control, data, zlib, reader);
    const part = { ...control, pixels };
    frames.push({ pixels: canvas.draw(part, (size) => budget.take(reader, size)), duration: control.duration });
  }
  return { width, height, frames, loop: collector.plays };
}

const PIXEL_BYTES = 4;

function framePixels(
  { header, colors }: PngParts,
  { rect: { width, height } }: FrameControl,
  data: readonly Uint8Array[],
  zlib: Zlib,
  reader: ByteReader,
): Uint32Array {
  const pixels = readPixels({ ...header, width, height }, colors, data, zlib, reader);
  return rgbaOf({ width, height, colorMode: modeOf(header), pixels, palette: colors.palette });
}

interface Frame {
  readonly control: FrameControl;
  readonly data: Uint8Array[];
  readonly reader: ByteReader;
}

/** Collects the chunks of the animation, whose sequence numbers must count up without a gap. */
class FrameCollector {
  plays = 0;
  readonly #draft: PngDraft;
  readonly #frames: Frame[] = [];
  #announced: number | undefined;
  #sequence = 0;
  /** The first frame's pixels are those of the still picture. */
  #startsWithStill = false;

  constructor(draft: PngDraft) {
    this.#draft = draft;
  }

  /** Whether the chunk belongs to the animation. Where no acTL comes before the pixels, there is none. */
  chunk({ type, reader }: PngChunk): boolean {
    const { header, hasData } = this.#draft;
    if (header === undefined) return false;
    if (type === 'acTL' && !hasData && this.#announced === undefined) {
      this.#announced = reader.u32BE();
      this.plays = reader.u32BE();
      return true;
    }
    if (this.#announced === undefined || (type !== 'fcTL' && type !== 'fdAT')) return false;
    const number = reader.u32BE();
    if (number !== this.#sequence++) throw reader.error('invalid', `part ${number} of the animation is out of order`);
    if (type === 'fdAT') this.#data(reader);
    else {
      if (this.#frames.length === FORMAT_LIMITS.frames) throw reader.error('too_large', 'too many frames');
      if (this.#frames.length === 0) this.#startsWithStill = !hasData;
      this.#frames.push({ control: readFrameControl(reader, header), data: [], reader });
    }
    return true;
  }

  finished({ header: { width, height }, data, end }: PngParts): readonly Frame[] {
    const rect = { x: 0, y: 0, width, height };
    const still: Frame = {
      control: { rect, duration: 100, blend: 'source', disposal: 'keep' },
      data: [...data],
      reader: end,
    };
    if (this.#announced === undefined) return [still];
    if (this.#frames.length !== this.#announced || this.#announced === 0) {
      throw end.error('truncated', `${this.#frames.length} frames instead of ${this.#announced}`);
    }
    const [first, ...rest] = this.#frames;
    if (!this.#startsWithStill || first === undefined) return this.#frames;
    if (first.control.rect.width !== width || first.control.rect.height !== height) {
      throw first.reader.error('invalid', 'the first frame does not cover the picture');
    }
    return [{ ...first, data: still.data }, ...rest];
  }

  #data(reader: ByteReader): void {
    const frame = this.#frames.at(-1);
    const isStill = this.#startsWithStill && this.#frames.length === 1;
    if (frame === undefined || isStill) throw reader.error('invalid', 'pixels of a frame that has not begun');
    frame.data.push(reader.bytes(reader.remaining));
  }
}
