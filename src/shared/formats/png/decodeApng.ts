import { type Animation, AnimationDraft } from '../animation.ts';
import { AnimationCanvas } from '../animationCanvas.ts';
import type { ByteReader } from '../byteReader.ts';
import { rgbaOf } from '../fileImage.ts';
import { FormatError } from '../formatError.ts';
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
  const draft = new AnimationDraft();
  readApng(bytes, zlib, draft);
  return draft.animation();
}

/** The same, step by step; where a chunk is damaged the frames before it are read nevertheless. */
export function readApng(bytes: Uint8Array, zlib: Zlib, draft: AnimationDraft): void {
  const picture = new PngDraft();
  const collector = new FrameCollector(picture);
  let damage: FormatError | undefined;
  try {
    for (const chunk of pngChunks(bytes)) if (!collector.chunk(chunk)) picture.chunk(chunk);
    collector.checkCount(picture.finished());
  } catch (error) {
    if (!(error instanceof FormatError) || collector.announced === undefined) throw error;
    damage = error;
  }
  try {
    readFrames(bytes, zlib, picture.finished(), collector, draft);
  } catch (error) {
    throw damage ?? error;
  }
  if (damage) throw damage;
}

function readFrames(
  bytes: Uint8Array,
  zlib: Zlib,
  parts: PngParts,
  collector: FrameCollector,
  draft: AnimationDraft,
): void {
  const { width, height } = parts.header;
  draft.width = width;
  draft.height = height;
  draft.loop = collector.plays;
  draft.announced = collector.announced ?? null;
  const budget = new MemoryBudget(bytes.length);
  budget.take(parts.end, width * height * PIXEL_BYTES);
  const canvas = new AnimationCanvas(width, height);
  for (const { control, data, reader } of collector.finished(parts)) {
    // The inflated samples, at most 8 bytes a pixel, what they become, and the same in RGBA.
    budget.check(reader, control.rect.width * control.rect.height * (8 + 2 * PIXEL_BYTES));
    const pixels = framePixels(parts, control, data, zlib, reader);
    const part = { ...control, pixels };
    draft.frames.push({ pixels: canvas.draw(part, (size) => budget.take(reader, size)), duration: control.duration });
  }
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
  /** How many frames there should be; undefined for a still picture. */
  announced: number | undefined;
  readonly #draft: PngDraft;
  readonly #frames: Frame[] = [];
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
    if (type === 'acTL' && !hasData && this.announced === undefined) {
      this.announced = reader.u32BE();
      this.plays = reader.u32BE();
      return true;
    }
    if (this.announced === undefined || (type !== 'fcTL' && type !== 'fdAT')) return false;
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

  checkCount({ end }: PngParts): void {
    const { announced } = this;
    if (announced === undefined || (announced > 0 && this.#frames.length === announced)) return;
    throw end.error('truncated', `${this.#frames.length} frames instead of ${announced}`);
  }

  finished({ header: { width, height }, data, end }: PngParts): readonly Frame[] {
    const rect = { x: 0, y: 0, width, height };
    const still: Frame = {
      control: { rect, duration: 100, blend: 'source', disposal: 'keep' },
      data: [...data],
      reader: end,
    };
    if (this.announced === undefined) return [still];
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
