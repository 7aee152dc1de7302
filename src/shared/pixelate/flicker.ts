import type { SettledFrame } from './settle.ts';

/** Of the cells that stand still from one frame to the next, how many in a thousand change their entry all the same. */
export function flicker(frames: readonly SettledFrame[], indices: readonly Uint8Array[]): number {
  let [still, changed] = [0, 0];
  for (const [t, frame] of frames.entries()) {
    const [before, now] = [indices[t - 1], indices[t]];
    if (!before || !now) continue;
    for (let cell = 0; cell < now.length; cell++) {
      if (frame.still[cell] === 0) continue;
      still++;
      if (now[cell] !== before[cell]) changed++;
    }
  }
  return still === 0 ? 0 : (1000 * changed) / still;
}
