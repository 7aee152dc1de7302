import { FIELDS } from '../../shared/pixelate/cellSamples.ts';
import { SAMPLE_BUDGET } from '../../shared/pixelate/sampleBudget.ts';
import { VideoError } from '../ffmpeg/videoError.ts';

export interface DecodeSize {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the decoded frames per pixel of the video. */
  readonly scale: number;
}

/** What all decoded frames together may take. */
export const BYTE_BUDGET = 192 << 20;
/** What frames and all that is made of them may take while they are cut. */
const MEMORY = 336 << 20;
/** Mattes and sketches, in shares of their frames' bytes. */
const BESIDE_FRAMES = 0.2;
/** What a cell of a frame takes until it is a pixel: colours, marks, entries, overlays, and copies on their way. */
const CELL_BYTES = 26;
/** Its samples, as long as those of all frames are kept. */
const SAMPLE_BYTES = 40;
/** Share of the memory that cells may take. */
const MOST_CELLS = 0.8;
/** A cell with fewer samples a side is not worth decoding. */
const LEAST_QUALITY = 2;
/** Small pictures, taken pixel by pixel, are enlarged by even numbers: yuv420p has one colour for 2 x 2 pixels. */
const LARGEST_PIXEL = 8;
const LARGEST_ENLARGED = 1024;

/**
 * How large to decode: `quality` pixels for every cell, never more than the video has, and all frames together within
 * a fixed budget of memory.
 *
 * @param video size as shown, in pixels, and how many frames there will be
 * @param cell width of a cell, in pixels of the video
 * @param least samples along a side of a cell with which it is still worth decoding
 * @throws VideoError `range_too_long` when even a coarse picture would not fit
 */
export function decodeSize(
  video: { readonly width: number; readonly height: number; readonly frameCount: number },
  sprite: { readonly width: number; readonly height: number },
  cell: number,
  quality: number,
  least: number = LEAST_QUALITY,
): DecodeSize {
  const { width, height, frameCount } = video;
  const cells = frameCount * sprite.width * sprite.height;
  const affordable = Math.sqrt(frameBudget(cells) / Math.max(1, frameCount) / (1.5 * width * height));
  const isTooCoarse = affordable < Math.min(1, least / cell);
  if (isTooCoarse || bytesOf(cells) > MOST_CELLS * MEMORY) throw tooMuch();
  const wanted = Math.min(quality / cell, affordable);
  const scale = cell < 1.5 ? enlarged(wanted, Math.max(width, height)) : Math.min(1, wanted);
  return { width: even(width * scale), height: even(height * scale), scale };
}

/** How many frames fit at once, of so many bytes and cells each: with all their samples, or else without. */
export function affordableFrames(bytes: number, cells: number): number {
  const fitting = (cellBytes: number): number => {
    const together = MEMORY / (bytes * (1 + BESIDE_FRAMES) + cells * cellBytes);
    return Math.floor(Math.min(together, BYTE_BUDGET / bytes, (MOST_CELLS * MEMORY) / (cells * cellBytes)));
  };
  const streamed = fitting(CELL_BYTES);
  return keepsSamples(streamed * cells) ? fitting(CELL_BYTES + SAMPLE_BYTES) : streamed;
}

function bytesOf(cells: number): number {
  return cells * (keepsSamples(cells) ? CELL_BYTES + SAMPLE_BYTES : CELL_BYTES);
}

/** Samples that are too many to be kept are taken frame by frame. */
function keepsSamples(cells: number): boolean {
  return cells * FIELDS * 4 <= SAMPLE_BUDGET;
}

/** What the frames may take beside so many cells. */
function frameBudget(cells: number): number {
  return Math.min(BYTE_BUDGET, Math.max(1, MEMORY - bytesOf(cells)) / (1 + BESIDE_FRAMES));
}

function enlarged(wanted: number, side: number): number {
  const most = Math.min(wanted, LARGEST_PIXEL, LARGEST_ENLARGED / side);
  return most < 2 ? Math.min(1, wanted) : 2 * Math.floor(most / 2);
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}

function tooMuch(): VideoError {
  const message =
    'This is too long for frames of this size. Choose a shorter range, fewer frames per second, or a smaller size.';
  return new VideoError('range_too_long', message);
}
