import { eachPixel, type Playback } from './playback.ts';

/**
 * Of the pixels that are opaque in truth or result and whose truth is as opaque as before, how many in a thousand
 * appear or vanish.
 */
export function alphaFlicker(truth: Playback, result: Playback): number {
  let [still, changed] = [0, 0];
  eachPixel(truth, (frame, before, i, t) => {
    if ((frame[i] === 0) !== (before[i] === 0)) return;
    const [was, is] = [(result.frames[t - 1]?.[i] ?? 0) !== 0, (result.frames[t]?.[i] ?? 0) !== 0];
    if (frame[i] === 0 && !was && !is) return;
    still++;
    if (was !== is) changed++;
  });
  return (1000 * changed) / Math.max(1, still);
}
