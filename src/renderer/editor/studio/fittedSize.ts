import { CLIP_RANGES } from '../../../shared/clip/clipSettings.ts';
import type { Size } from '../view.ts';

/** Frames with the proportions of a picture, and with the longer side of these. */
export function fittedSize(picture: Size, { width, height }: Size): Size {
  const scale = Math.max(width, height) / Math.max(picture.width, picture.height);
  const { least, most } = CLIP_RANGES.width;
  const side = (length: number): number => Math.min(most, Math.max(least, Math.round(length * scale)));
  return { width: side(picture.width), height: side(picture.height) };
}

/** Whether a picture in these frames leaves more than a row or a column of pixels empty. */
export function leavesBars(picture: Size, frames: Size): boolean {
  const { width, height } = fittedSize(picture, frames);
  return Math.max(Math.abs(width - frames.width), Math.abs(height - frames.height)) > 1;
}
