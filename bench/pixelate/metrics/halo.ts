import { around, colorDistance, type Playback, RIGHT } from './playback.ts';

/** How much nearer to the backdrop than the true colour a halo is. */
const NEARER = 0.7;

/**
 * Percentage of the edge's pixels (opaque, beside a clear one) that are tinted by the backdrop: wrong, and nearer to it
 * than what should be there, or than the true pixel beside where nothing should be.
 *
 * @param backdrop the backdrop's colour behind each pixel
 */
export function halo(truth: Playback, result: Playback, backdrop: Uint32Array): number {
  const { width } = result;
  let [edge, tinted] = [0, 0];
  for (const [t, frame] of result.frames.entries()) {
    const right = truth.frames[t];
    if (!right) continue;
    for (const [i, color] of frame.entries()) {
      if (color === 0 || !around(frame, width, i).includes(0)) continue;
      edge++;
      const wanted = right[i] || (around(right, width, i).find((other) => other !== 0) ?? 0);
      if (wanted === 0 || colorDistance(color, wanted) < RIGHT) continue;
      const behind = backdrop[i] ?? 0;
      if (colorDistance(color, behind) < NEARER * colorDistance(wanted, behind)) tinted++;
    }
  }
  return (100 * tinted) / Math.max(1, edge);
}
