import { eachPixel, type Playback } from './playback.ts';

/** Of the pixels that the truth keeps from one frame to the next, how many in a thousand change colour or vanish. */
export function falseFlicker(truth: Playback, result: Playback): number {
  let [still, changed] = [0, 0];
  eachPixel(truth, (frame, before, i, t) => {
    if (frame[i] === 0 || frame[i] !== before[i]) return;
    still++;
    if (result.frames[t]?.[i] !== result.frames[t - 1]?.[i]) changed++;
  });
  return (1000 * changed) / Math.max(1, still);
}
