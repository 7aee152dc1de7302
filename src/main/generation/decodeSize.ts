import { VideoError } from '../ffmpeg/videoError.ts';

export interface DecodeSize {
  /** Even, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Pixels of the decoded frames per pixel of the video. */
  readonly scale: number;
}

interface Wish {
  /** Size of the video as shown. */
  readonly width: number;
  readonly height: number;
  readonly frameCount: number;
  /** Size of the finished frames. */
  readonly cells: { readonly width: number; readonly height: number };
  /** Samples along each side of a cell. */
  readonly quality: number;
  /** The grid will be laid over a part of the picture only. */
  readonly isCropped: boolean;
}

/** What all decoded frames together may take; a cell below LEAST samples a side is not worth decoding. */
const BYTE_BUDGET = 320 << 20;
const LEAST = 2;
/** A subject that fills this much of the picture still gets all its samples. */
const SUBJECT_SHARE = 0.5;
/** Small pictures are enlarged by whole numbers, because yuv420p has one colour for 2 x 2 pixels. */
const LARGEST_PIXEL = 8;

/**
 * How large to decode: `quality` pixels for every cell, never more than the video has, and all frames together within
 * a fixed budget of memory.
 *
 * @throws VideoError `too_large` when even a coarse picture would not fit
 */
export function decodeSize(wish: Wish): DecodeSize {
  const { width, height, cells, quality } = wish;
  const share = wish.isCropped ? SUBJECT_SHARE : 1;
  const [across, down] = [(quality * cells.width) / width, (quality * cells.height) / height];
  const wanted = wish.isCropped ? Math.max(across, down) / share : Math.min(across, down);
  const affordable = Math.sqrt(BYTE_BUDGET / Math.max(1, wish.frameCount) / (1.5 * width * height));
  if (affordable < Math.min(1, (wanted * LEAST) / quality)) throw tooMuch();
  const scale = Math.min(wanted, affordable);
  const fitted = scale < 2 ? Math.min(1, scale) : Math.min(LARGEST_PIXEL, Math.floor(scale));
  return { width: even(width * fitted), height: even(height * fitted), scale: fitted };
}

function even(length: number): number {
  return Math.max(2, 2 * Math.round(length / 2));
}

function tooMuch(): VideoError {
  const message = 'This video is too long for frames of this size. Trim it, or choose fewer frames per second.';
  return new VideoError('too_large', message);
}
