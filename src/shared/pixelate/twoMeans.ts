import type { CellGather } from './cellGather.ts';
import { type CellSamples, SHARE } from './cellSamples.ts';

/** Cells whose colours differ less have one colour. */
const ONE_COLOR = 0.035;
const ROUNDS = 3;

/** Writes the mean of `count` OKLab samples to a cell of `out`, as its only colour. */
export function oneMean(colors: Float64Array, count: number, out: CellSamples, at: number): void {
  let l = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < 3 * count; i += 3) {
    l += colors[i] ?? 0;
    a += colors[i + 1] ?? 0;
    b += colors[i + 2] ?? 0;
  }
  out[at] = out[at + 3] = l / count;
  out[at + 1] = out[at + 4] = a / count;
  out[at + 2] = out[at + 5] = b / count;
  out[at + SHARE] = 1;
}

type Weighed = Pick<CellGather, 'colors' | 'weights'>;

/**
 * Parts `count` OKLab samples into two clusters (2-means) and writes both and the first one's share to a cell of `out`,
 * so that a cell on an edge can take one side's colour and not the blur between them. The k-centroid method of
 * Astropulse's pixeldetector, with the samples weighed. Starts from the two samples farthest apart along
 * L + 0.7 (a + b), so the outcome depends on nothing else.
 */
export function twoMeans({ colors, weights }: Weighed, count: number, out: CellSamples, at: number): void {
  let low = 0;
  let high = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  let all = 0;
  let sumL = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    const l = colors[k] ?? 0;
    const a = colors[k + 1] ?? 0;
    const b = colors[k + 2] ?? 0;
    const weight = weights[i] ?? 0;
    all += weight;
    sumL += weight * l;
    sumA += weight * a;
    sumB += weight * b;
    const rank = l + 0.7 * (a + b);
    if (rank < lowest) {
      lowest = rank;
      low = k;
    }
    if (rank > highest) {
      highest = rank;
      high = k;
    }
  }
  for (let k = 0; k < 3; k++) {
    out[at + k] = colors[low + k] ?? 0;
    out[at + 3 + k] = colors[high + k] ?? 0;
  }
  if (highest - lowest >= ONE_COLOR && part({ colors, weights }, count, [all, sumL, sumA, sumB], out, at)) return;
  out[at] = out[at + 3] = sumL / all;
  out[at + 1] = out[at + 4] = sumA / all;
  out[at + 2] = out[at + 5] = sumB / all;
  out[at + SHARE] = 1;
}

/**
 * Lloyd's steps from the two centres in `out`: each moves to the mean of the samples nearest to it. What the second one
 * does not have is the first one's. False where one of them is left with nothing.
 *
 * @param sums of all weights, and of each channel weighed
 */
function part(
  { colors, weights }: Weighed,
  count: number,
  [all, sumL, sumA, sumB]: readonly [number, number, number, number],
  out: CellSamples,
  at: number,
): boolean {
  let before = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const l1 = out[at] ?? 0;
    const a1 = out[at + 1] ?? 0;
    const b1 = out[at + 2] ?? 0;
    // The samples nearer to the second centre lie on its side of the plane halfway between the two.
    const nl = (out[at + 3] ?? 0) - l1;
    const na = (out[at + 4] ?? 0) - a1;
    const nb = (out[at + 5] ?? 0) - b1;
    const limit = nl * (l1 + nl / 2) + na * (a1 + na / 2) + nb * (b1 + nb / 2);
    let second = 0;
    let sumL2 = 0;
    let sumA2 = 0;
    let sumB2 = 0;
    for (let i = 0, k = 0; i < count; i++, k += 3) {
      const l = colors[k] ?? 0;
      const a = colors[k + 1] ?? 0;
      const b = colors[k + 2] ?? 0;
      // Without a jump that nothing could foresee.
      const weight = nl * l + na * a + nb * b > limit ? (weights[i] ?? 0) : 0;
      second += weight;
      sumL2 += weight * l;
      sumA2 += weight * a;
      sumB2 += weight * b;
    }
    const first = all - second;
    if (first === 0 || second === 0) return false;
    out[at] = (sumL - sumL2) / first;
    out[at + 1] = (sumA - sumA2) / first;
    out[at + 2] = (sumB - sumB2) / first;
    out[at + 3] = sumL2 / second;
    out[at + 4] = sumA2 / second;
    out[at + 5] = sumB2 / second;
    out[at + SHARE] = first / all;
    // The same samples: nothing moves any more.
    if (second === before) return true;
    before = second;
  }
  return true;
}
