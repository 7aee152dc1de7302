import { colorToOklab, type Oklab, oklabDistance } from './oklab.ts';

/** Farther from its neighbours a lone pixel is a detail (an eye, a glint), not noise. */
const DETAIL = 0.12;

/**
 * Gives lone pixels (none of the four neighbours alike) the colour that most neighbours have, unless they stand out or
 * stand still: what is in the same place in the frames before and after is drawn on purpose.
 */
export function mergeOrphans(
  frames: readonly Uint8Array[],
  width: number,
  colors: readonly number[],
): readonly Uint8Array[] {
  const entries = colors.map(colorToOklab);
  return frames.map((frame, t) => {
    const [before, after] = [frames[t - 1], frames[t + 1]];
    const merged = frame.slice();
    for (let i = 0; i < frame.length; ) {
      for (let x = 0; x < width; x++, i++) {
        const index = frame[i] ?? 0;
        if (index === 0) continue;
        const left = x > 0 ? (frame[i - 1] ?? 0) : 0;
        const right = x < width - 1 ? (frame[i + 1] ?? 0) : 0;
        const up = frame[i - width] ?? 0;
        const down = frame[i + width] ?? 0;
        if (index === left || index === right || index === up || index === down) continue;
        if (before?.[i] === index && after?.[i] === index) continue;
        const favorite = majority(left, right, up, down);
        if (favorite !== 0 && isAlike(entries[index - 1], entries[favorite - 1])) merged[i] = favorite;
      }
    }
    return merged;
  });
}

/** The most frequent opaque entry, the first of equals; 0 when there is none. */
function majority(...around: readonly number[]): number {
  let best = 0;
  let most = 0;
  for (const index of around) {
    const count = index === 0 ? 0 : around.filter((other) => other === index).length;
    if (count > most) [best, most] = [index, count];
  }
  return best;
}

function isAlike(one: Oklab | undefined, other: Oklab | undefined): boolean {
  return one !== undefined && other !== undefined && oklabDistance(one, other) < DETAIL;
}
