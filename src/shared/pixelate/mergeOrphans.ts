import { colorToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

/** OKLab: nearer than this to its own entry than to the neighbours', a lone pixel is a detail (an eye, a glint). */
const DETAIL = 0.05;

/**
 * Gives lone pixels (none of the four neighbours alike) the entry that most neighbours have, where what was there lies
 * about between the two. A pixel that is plainly of its own colour stays, and so does one that stands still: what is
 * in the same place in the frames before and after is drawn on purpose.
 *
 * @param settled what was there, cell by cell
 * @param indices palette entries, entry 0 transparent
 */
export function mergeOrphans(
  settled: readonly SettledFrame[],
  indices: readonly Uint8Array[],
  width: number,
  colors: readonly number[],
): readonly Uint8Array[] {
  const entries = Float32Array.from(colors.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  return indices.map((frame, t) => {
    const [before, after, source] = [indices[t - 1], indices[t + 1], settled[t]?.colors ?? new Float32Array()];
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
        if (favorite === 0) continue;
        const own = distance(source, 3 * i, entries, 3 * (index - 1));
        if (distance(source, 3 * i, entries, 3 * (favorite - 1)) < own + DETAIL) merged[i] = favorite;
      }
    }
    return merged;
  });
}

/** The most frequent opaque entry, the first of equals; 0 when there is none. */
function majority(left: number, right: number, up: number, down: number): number {
  const lefts = 1 + Number(left === right) + Number(left === up) + Number(left === down);
  const rights = 1 + Number(right === up) + Number(right === down);
  const ups = 1 + Number(up === down);
  let best = 0;
  let most = 0;
  if (left !== 0) [best, most] = [left, lefts];
  if (right !== 0 && rights > most) [best, most] = [right, rights];
  if (up !== 0 && ups > most) [best, most] = [up, ups];
  return down !== 0 && most === 0 ? down : best;
}

function distance(one: Float32Array, i: number, other: Float32Array, k: number): number {
  const l = (one[i] ?? 0) - (other[k] ?? 0);
  const a = (one[i + 1] ?? 0) - (other[k + 1] ?? 0);
  const b = (one[i + 2] ?? 0) - (other[k + 2] ?? 0);
  return Math.sqrt(l * l + a * a + b * b);
}
