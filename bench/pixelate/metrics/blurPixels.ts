import { around, colorDistance, type Playback } from './playback.ts';

/** OKLab: the neighbours on both sides must differ by more. */
const STEP = 0.2;
/** How much longer than the straight way the way over the pixel may be. */
const DETOUR = 1.12;
/** Share of the step that the pixel must be away from both. */
const WITHIN = 0.2;

/** Percentage of opaque pixels that are a blend of the neighbours to both sides, or above and below. */
export function blurPixels({ frames, width }: Playback): number {
  let [all, blurred] = [0, 0];
  for (const frame of frames) {
    for (const [i, color] of frame.entries()) {
      if (color === 0) continue;
      all++;
      const [left, right, above, below] = around(frame, width, i);
      if (isBlend(left, color, right) || isBlend(above, color, below)) blurred++;
    }
  }
  return (100 * blurred) / Math.max(1, all);
}

function isBlend(one: number, color: number, other: number): boolean {
  if (one === 0 || other === 0) return false;
  const whole = colorDistance(one, other);
  if (whole <= STEP) return false;
  const [first, second] = [colorDistance(one, color), colorDistance(color, other)];
  return first + second < DETOUR * whole && Math.min(first, second) > WITHIN * whole;
}
