import type { Playback } from './playback.ts';

/** Of the pixels that the truth keeps for three frames, how many in a thousand go to another colour and back. */
export function falseBlink(truth: Playback, result: Playback): number {
  let [still, blinked] = [0, 0];
  for (let t = 1; t + 1 < truth.frames.length; t++) {
    const [before, now, after] = truth.frames.slice(t - 1, t + 2);
    const [was, is, will] = result.frames.slice(t - 1, t + 2);
    if (!before || !now || !after) continue;
    for (const [i, color] of now.entries()) {
      if (color === 0 || before[i] !== color || after[i] !== color) continue;
      still++;
      if (was?.[i] === will?.[i] && is?.[i] !== was?.[i]) blinked++;
    }
  }
  return (1000 * blinked) / Math.max(1, still);
}
