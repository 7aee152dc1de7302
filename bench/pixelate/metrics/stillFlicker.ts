import type { Playback } from './playback.ts';

/** OKLab of the source over each pixel, three floats each, one picture for each frame. */
export type Reference = readonly Float32Array[];

/** OKLab: a place whose source moves less has stood still. */
const STILL = 0.01;

export interface StillFlicker {
  /** Of the opaque pixels whose source stood still, how many in a thousand changed. */
  readonly changed: number;
  /** Of those whose source stood still for three frames, how many in a thousand went to another colour and back. */
  readonly blinked: number;
}

/** Flicker where there is no truth, only the source to compare with. */
export function stillFlicker(result: Playback, reference: Reference): StillFlicker {
  let [still, changed, longer, blinked] = [0, 0, 0, 0];
  for (const [t, frame] of result.frames.entries()) {
    const [before, after] = [result.frames[t - 1], result.frames[t + 1]];
    if (!before) continue;
    for (const [i, color] of frame.entries()) {
      if (color === 0 || before[i] === 0 || !isStill(reference, t, i)) continue;
      still++;
      if (color !== before[i]) changed++;
      if (!after || after[i] === 0 || !isStill(reference, t + 1, i)) continue;
      longer++;
      if (after[i] === before[i] && color !== before[i]) blinked++;
    }
  }
  return { changed: (1000 * changed) / Math.max(1, still), blinked: (1000 * blinked) / Math.max(1, longer) };
}

function isStill(reference: Reference, t: number, i: number): boolean {
  const [before, now] = [reference[t - 1], reference[t]];
  if (!before || !now) return false;
  let squared = 0;
  for (let k = 3 * i; k < 3 * i + 3; k++) squared += ((now[k] ?? 0) - (before[k] ?? 0)) ** 2;
  return squared < STILL * STILL;
}
