import { colorDistance, type Playback, RIGHT } from './playback.ts';

export interface Hit {
  /** Of the truth's opaque pixels, the percentage that have the right colour; a missing pixel is a miss. */
  readonly percent: number;
  /** Mean OKLab distance from the truth, over the pixels that are opaque in both. */
  readonly error: number;
}

export function hit(truth: Playback, result: Playback): Hit {
  let [all, right, both, sum] = [0, 0, 0, 0];
  for (const [t, frame] of truth.frames.entries()) {
    for (const [i, color] of frame.entries()) {
      if (color === 0) continue;
      all++;
      const shown = result.frames[t]?.[i] ?? 0;
      if (shown === 0) continue;
      both++;
      const far = colorDistance(color, shown);
      sum += far;
      if (far < RIGHT) right++;
    }
  }
  return { percent: (100 * right) / Math.max(1, all), error: sum / Math.max(1, both) };
}
