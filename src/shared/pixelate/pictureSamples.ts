import { kernel } from './kernel/kernel.ts';
import type { Oklab } from './oklab.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { tellPicture } from './tellPicture.ts';

/**
 * Colours at places of a picture in the kernel's memory, where they stay until samples of the same kind are taken. Each has
 * 32 bytes: x and y, -1 to 1 over the picture (f64), lightness, a and b (f32), and which side the place is nearest to (i32).
 */
export interface PictureSamples {
  readonly at: number;
  readonly count: number;
}

export const SAMPLE_BYTES = 32;
/** Width of the border that is looked at, as a share of the picture's shorter side. */
const RING = 0.05;
/** Samples along the longer side of the border. */
const ALONG = 80;
/** Samples of a frame that are taken all over the picture. */
const ALL_OVER = 600;

/** Samples of the border of some frames, from all four sides. */
export function borderSamples(frames: readonly Uint8Array[], video: RawVideo, picture: Box): PictureSamples {
  const [width, height] = [(picture.right >> 1) - (picture.left >> 1), (picture.bottom >> 1) - (picture.top >> 1)];
  const ring = Math.max(1, Math.round(RING * Math.min(width, height)));
  const step = Math.max(1, Math.round(Math.max(width, height) / ALONG));
  return take('borderSamples', frames, video, picture, ring, step);
}

/** Samples from all over the picture, about 600 a frame. */
export function samplesAllOver(frames: readonly Uint8Array[], video: RawVideo, picture: Box): PictureSamples {
  const [width, height] = [(picture.right >> 1) - (picture.left >> 1), (picture.bottom >> 1) - (picture.top >> 1)];
  const step = Math.max(1, Math.round(Math.sqrt((width * height) / ALL_OVER)));
  return take('samplesAllOver', frames, video, picture, Math.max(width, height), step);
}

function take(
  room: string,
  frames: readonly Uint8Array[],
  video: RawVideo,
  picture: Box,
  ring: number,
  step: number,
): PictureSamples {
  const [left, top, right, bottom] = [picture.left >> 1, picture.top >> 1, picture.right >> 1, picture.bottom >> 1];
  const most = Math.ceil((right - left) / step) * Math.ceil((bottom - top) / step) * frames.length;
  const at = kernel.room(room, SAMPLE_BYTES * most);
  let count = 0;
  for (const frame of frames) {
    tellPicture(frame, video);
    count += kernel.call.takeSamples(left, top, right, bottom, ring, step, at + SAMPLE_BYTES * count);
  }
  return { at, count };
}

/** Their colours. */
export function colorsOf({ at, count }: PictureSamples): readonly Oklab[] {
  const values = kernel.view(Float32Array, at, (count * SAMPLE_BYTES) / 4);
  return Array.from({ length: count }, (_, i) => {
    const color = (i * SAMPLE_BYTES) / 4 + 4;
    return { lightness: values[color] ?? 0, a: values[color + 1] ?? 0, b: values[color + 2] ?? 0 };
  });
}
