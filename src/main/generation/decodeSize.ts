import { VideoError } from '../ffmpeg/videoError.ts';

export interface DecodeSize {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the decoded frames per pixel of the video. */
  readonly scale: number;
}

/** What all decoded frames together may take; with what is made of them it stays below 512 MB. */
export const BYTE_BUDGET = 192 << 20;
/** Cells of all frames together; each takes about 50 bytes while they are cut. */
export const CELL_BUDGET = 5 << 20;
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
 * @throws VideoError `range_too_long` when even a coarse picture would not fit
 */
export function decodeSize(
  video: { readonly width: number; readonly height: number; readonly frameCount: number },
  sprite: { readonly width: number; readonly height: number },
  cell: number,
  quality: number,
): DecodeSize {
  const { width, height, frameCount } = video;
  const affordable = Math.sqrt(BYTE_BUDGET / Math.max(1, frameCount) / (1.5 * width * height));
  const isTooCoarse = affordable < Math.min(1, LEAST_QUALITY / cell);
  if (isTooCoarse || frameCount * sprite.width * sprite.height > CELL_BUDGET) throw tooMuch();
  const wanted = Math.min(quality / cell, affordable);
  const scale = cell < 1.5 ? enlarged(wanted, Math.max(width, height)) : Math.min(1, wanted);
  return { width: even(width * scale), height: even(height * scale), scale };
}

function enlarged(wanted: number, side: number): number {
  const most = Math.min(wanted, LARGEST_PIXEL, LARGEST_ENLARGED / side);
  return most < 2 ? Math.min(1, wanted) : 2 * Math.floor(most / 2);
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}

function tooMuch(): VideoError {
  const message = 'This is too long for frames of this size. Choose a shorter range, or fewer frames per second.';
  return new VideoError('range_too_long', message);
}
