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
    for (let i = 0; i < frame.length; i++) {
      const index = frame[i] ?? 0;
      if (index === 0) continue;
      const around = neighbors(frame, width, i);
      if (around.includes(index)) continue;
      if (before?.[i] === index && after?.[i] === index) continue;
      const favorite = majority(around);
      if (favorite !== 0 && isAlike(entries[index - 1], entries[favorite - 1])) merged[i] = favorite;
    }
    return merged;
  });
}

function neighbors(frame: Uint8Array, width: number, i: number): readonly number[] {
  const x = i % width;
  return [
    x > 0 ? (frame[i - 1] ?? 0) : 0,
    x < width - 1 ? (frame[i + 1] ?? 0) : 0,
    frame[i - width] ?? 0,
    frame[i + width] ?? 0,
  ];
}

/** The most frequent opaque entry, the first of equals; 0 when there is none. */
function majority(around: readonly number[]): number {
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
