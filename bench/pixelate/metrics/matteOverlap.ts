import type { Playback } from './playback.ts';

/** Intersection over union of what is opaque, over all frames; 1 is perfect. */
export function matteOverlap(truth: Playback, result: Playback): number {
  let [both, either] = [0, 0];
  for (const [t, frame] of truth.frames.entries()) {
    for (const [i, color] of frame.entries()) {
      const [is, shown] = [color !== 0, (result.frames[t]?.[i] ?? 0) !== 0];
      if (is && shown) both++;
      if (is || shown) either++;
    }
  }
  return either === 0 ? 1 : both / either;
}
