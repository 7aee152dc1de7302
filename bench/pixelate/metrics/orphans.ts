import { around, type Playback } from './playback.ts';

/** Opaque pixels in a thousand of which none of the four neighbours has the colour. Drawn art has some, too. */
export function orphans({ frames, width }: Playback): number {
  let [all, alone] = [0, 0];
  for (const frame of frames) {
    for (const [i, color] of frame.entries()) {
      if (color === 0) continue;
      all++;
      if (!around(frame, width, i).includes(color)) alone++;
    }
  }
  return (1000 * alone) / Math.max(1, all);
}
