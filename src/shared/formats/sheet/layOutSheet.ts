import { clipPixels } from '../../sprite/clipPixels.ts';
import type { PixelClip } from '../../sprite/pixelClip.ts';
import { packSheet, type Sheet } from './packSheet.ts';

/** All frames of a clip in one picture, in rows that make it about square. */
export function layOutSheet(clip: PixelClip): Sheet {
  const { width, height } = clip;
  const frames = clip.frames.map((_, index) => ({ width, height, pixels: clipPixels(clip, index) }));
  const columns = Math.max(1, Math.round(Math.sqrt((frames.length * height) / width)));
  return packSheet(frames, { layout: 'rows', columns });
}
