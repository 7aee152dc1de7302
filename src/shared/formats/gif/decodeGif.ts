import { rgba } from '../../sprite/color.ts';
import type { Rect } from '../../sprite/rect.ts';
import { type Animation, AnimationDraft } from '../animation.ts';
import { AnimationCanvas, type AnimationPart } from '../animationCanvas.ts';
import { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import { lzwDecode } from './lzwDecode.ts';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const TRAILER = 0x3b;
const GRAPHIC_CONTROL = 0xf9;
const APPLICATION = 0xff;

/**
 * Reads GIF87a and GIF89a into whole pictures. Frames are laid over one another as their disposal says; what is cleared
 * is transparent, whatever the background colour, as in browsers. Delays under 20 ms count as 100 ms, as in browsers.
 * Every failure is a FormatError.
 */
export function decodeGif(bytes: Uint8Array): Animation {
  const draft = new AnimationDraft();
  readGif(bytes, draft);
  return draft.animation();
}

/** The same, step by step. */
export function readGif(bytes: Uint8Array, draft: AnimationDraft): void {
  const reader = new ByteReader('GIF', bytes);
  if (bytes.length > FORMAT_LIMITS.fileBytes) throw reader.error('too_large', `${bytes.length} bytes`);
  const screen = readScreen(reader);
  const budget = new MemoryBudget(bytes.length);
  budget.take(reader, screen.width * screen.height * PIXEL_BYTES);
  const canvas = new AnimationCanvas(screen.width, screen.height);
  const { frames } = draft;
  draft.width = screen.width;
  draft.height = screen.height;
  let control = NO_CONTROL;
  for (;;) {
    const block = reader.u8();
    if (block === TRAILER) break;
    if (block === IMAGE) {
      if (frames.length === FORMAT_LIMITS.frames) {
        throw reader.error('too_large', `more than ${FORMAT_LIMITS.frames} frames`);
      }
      const part = readImage(reader, screen, control, budget);
      const pixels = canvas.draw(part, (bytes) => budget.take(reader, bytes));
      frames.push({ pixels, duration: control.delay < 2 ? 100 : control.delay * 10 });
      control = NO_CONTROL;
    } else if (block === EXTENSION) {
      const label = reader.u8();
      if (label === GRAPHIC_CONTROL) control = readControl(reader);
      else if (label === APPLICATION) draft.loop = readApplication(reader) ?? draft.loop;
      else readBlocks(reader);
    } else throw reader.error('invalid', `a block of type ${block}`);
  }
  if (frames.length === 0) throw reader.error('invalid', 'there are no frames');
}

interface Screen {
  readonly width: number;
  readonly height: number;
  readonly palette: Uint32Array | undefined;
}

function readScreen(reader: ByteReader): Screen {
  const signature = String.fromCharCode(...reader.bytes(6));
  if (signature !== 'GIF87a' && signature !== 'GIF89a') throw reader.error('wrong_format', 'the signature is missing');
  const [width, height] = [reader.u16(), reader.u16()];
  if (width === 0 || height === 0) throw reader.error('invalid', `a picture of ${width} x ${height}`);
  if (Math.max(width, height) > FORMAT_LIMITS.side)
    throw reader.error('too_large', `a picture of ${width} x ${height}`);
  const flags = reader.u8();
  reader.skip(2);
  return { width, height, palette: readPalette(reader, flags) };
}

function readPalette(reader: ByteReader, flags: number): Uint32Array | undefined {
  if ((flags & 0x80) === 0) return undefined;
  return Uint32Array.from({ length: 2 << (flags & 7) }, () => rgba(reader.u8(), reader.u8(), reader.u8()));
}

interface Control {
  readonly disposal: number;
  /** Hundredths of a second. */
  readonly delay: number;
  readonly transparent: number | undefined;
}

const NO_CONTROL: Control = { disposal: 0, delay: 0, transparent: undefined };

function readControl(reader: ByteReader): Control {
  const block = new ByteReader('GIF', readBlocks(reader), reader.offset);
  const flags = block.u8();
  const delay = block.u16();
  const entry = block.u8();
  return { disposal: (flags >> 2) & 7, delay, transparent: flags & 1 ? entry : undefined };
}

/** How often the animation plays, if this is the extension that says so. */
function readApplication(reader: ByteReader): number | undefined {
  const name = String.fromCharCode(...reader.bytes(reader.u8()));
  const data = readBlocks(reader);
  if ((name !== 'NETSCAPE2.0' && name !== 'ANIMEXTS1.0') || data[0] !== 1 || data.length < 3) return undefined;
  const repeats = (data[1] ?? 0) | ((data[2] ?? 0) << 8);
  return repeats === 0 ? 0 : repeats + 1;
}

/** Data comes in blocks of up to 255 bytes; an empty one ends it. */
function readBlocks(reader: ByteReader): Uint8Array {
  const blocks: Uint8Array[] = [];
  let length = 0;
  for (let size = reader.u8(); size > 0; size = reader.u8()) {
    blocks.push(reader.bytes(size));
    length += size;
  }
  const out = new Uint8Array(length);
  let at = 0;
  for (const block of blocks) {
    out.set(block, at);
    at += block.length;
  }
  return out;
}

/** All its colours are opaque, but for 0, where the picture below stays. */
function readImage(
  reader: ByteReader,
  screen: Screen,
  { transparent, disposal }: Control,
  budget: MemoryBudget,
): AnimationPart {
  const rect = { x: reader.u16(), y: reader.u16(), width: reader.u16(), height: reader.u16() };
  const flags = reader.u8();
  const palette = readPalette(reader, flags) ?? screen.palette;
  if (palette === undefined) throw reader.error('invalid', 'a frame without a palette');
  const minCodeSize = reader.u8();
  if (minCodeSize < 1 || minCodeSize > 8) throw reader.error('invalid', `codes of ${minCodeSize} bits`);
  if (Math.max(rect.width, rect.height) > FORMAT_LIMITS.side) {
    throw reader.error('too_large', `a frame of ${rect.width} x ${rect.height}`);
  }
  const stream = readBlocks(reader);
  const count = rect.width * rect.height;
  if (count > stream.length * MOST_PIXELS_PER_BYTE) throw reader.error('truncated', 'a frame has too little data');
  // The indices, their colours, and once more where they are interlaced.
  budget.check(reader, count * (1 + 2 * PIXEL_BYTES));
  const indices = lzwDecode(stream, minCodeSize, count);
  if (typeof indices === 'string') throw reader.error('invalid', `the compressed data of a frame ${indices}`);
  const pixels = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const index = indices[i] ?? 0;
    pixels[i] = index === transparent ? 0 : (palette[index] ?? 0);
  }
  return {
    rect,
    pixels: (flags & 0x40) === 0 ? pixels : deinterlaced(pixels, rect),
    blend: 'over',
    disposal: disposal === CLEAR ? 'clear' : disposal === RESTORE ? 'restore' : 'keep',
  };
}

const PIXEL_BYTES = 4;
/** Numbers of disposal methods. */
const CLEAR = 2;
const RESTORE = 3;

/** One code has at least two bits and stands for at most 4096 pixels. */
const MOST_PIXELS_PER_BYTE = 4 * 4096;

/** Interlaced rows come in four passes: every 8th from 0, every 8th from 4, every 4th from 2, every 2nd from 1. */
function deinterlaced(pixels: Uint32Array, { width, height }: Rect): Uint32Array {
  const out = new Uint32Array(pixels.length);
  let row = 0;
  for (const [start, step] of [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ] as const) {
    for (let y = start; y < height; y += step, row++) {
      out.set(pixels.subarray(row * width, (row + 1) * width), y * width);
    }
  }
  return out;
}
