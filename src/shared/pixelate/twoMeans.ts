import type { CellGather } from './cellGather.ts';
import { SHARE } from './cellSamples.ts';

/** Cells whose colours differ less have one colour. */
const ONE_COLOR = 0.035;
const ROUNDS = 3;

/** Writes the mean of `count` OKLab samples to a cell of `out`, as its only colour. */
export function oneMean(colors: Float32Array, count: number, out: Float32Array, at: number): void {
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
export function twoMeans(samples: Weighed, count: number, out: Float32Array, at: number): void {
  const { colors } = samples;
  const end = 3 * count;
  let low = 0;
  let high = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < end; i += 3) {
    const rank = (colors[i] ?? 0) + 0.7 * ((colors[i + 1] ?? 0) + (colors[i + 2] ?? 0));
    if (rank < lowest) {
      lowest = rank;
      low = i;
    }
    if (rank > highest) {
      highest = rank;
      high = i;
    }
  }
  if (highest - lowest < ONE_COLOR) {
    weighedMean(samples, count, out, at);
    return;
  }
  for (let k = 0; k < 3; k++) {
    out[at + k] = colors[low + k] ?? 0;
    out[at + 3 + k] = colors[high + k] ?? 0;
  }
  let before = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const share = improve(samples, count, out, at);
    if (share === 0 || share === 1) {
      weighedMean(samples, count, out, at);
      return;
    }
    out[at + SHARE] = share;
    // The same shares are the same samples: nothing moves any more.
    if (share === before) return;
    before = share;
  }
}

function weighedMean({ colors, weights }: Weighed, count: number, out: Float32Array, at: number): void {
  let l = 0;
  let a = 0;
  let b = 0;
  let all = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    const weight = weights[i] ?? 0;
    l += weight * (colors[k] ?? 0);
    a += weight * (colors[k + 1] ?? 0);
    b += weight * (colors[k + 2] ?? 0);
    all += weight;
  }
  out[at] = out[at + 3] = l / all;
  out[at + 1] = out[at + 4] = a / all;
  out[at + 2] = out[at + 5] = b / all;
  out[at + SHARE] = 1;
}

/** One of Lloyd's steps: moves both centres in `out` to the mean of the samples nearest to them; the first one's share. */
function improve({ colors, weights }: Weighed, count: number, out: Float32Array, at: number): number {
  const l1 = out[at] ?? 0;
  const a1 = out[at + 1] ?? 0;
  const b1 = out[at + 2] ?? 0;
  // The samples nearer to the first centre lie on its side of the plane halfway between the two.
  const nl = (out[at + 3] ?? 0) - l1;
  const na = (out[at + 4] ?? 0) - a1;
  const nb = (out[at + 5] ?? 0) - b1;
  const limit = nl * (l1 + nl / 2) + na * (a1 + na / 2) + nb * (b1 + nb / 2);
  let first = 0;
  let sumL1 = 0;
  let sumA1 = 0;
  let sumB1 = 0;
  let second = 0;
  let sumL2 = 0;
  let sumA2 = 0;
  let sumB2 = 0;
  for (let i = 0, k = 0; i < count; i++, k += 3) {
    const l = colors[k] ?? 0;
    const a = colors[k + 1] ?? 0;
    const b = colors[k + 2] ?? 0;
    const weight = weights[i] ?? 0;
    if (nl * l + na * a + nb * b > limit) {
      second += weight;
      sumL2 += weight * l;
      sumA2 += weight * a;
      sumB2 += weight * b;
    } else {
      first += weight;
      sumL1 += weight * l;
      sumA1 += weight * a;
      sumB1 += weight * b;
    }
  }
  if (first === 0 || second === 0) return first === 0 ? 0 : 1;
  out[at] = sumL1 / first;
  out[at + 1] = sumA1 / first;
  out[at + 2] = sumB1 / first;
  out[at + 3] = sumL2 / second;
  out[at + 4] = sumA2 / second;
  out[at + 5] = sumB2 / second;
  return first / (first + second);
}
