import { rowA, rowB, rowL, weights } from './gather';

/** Cells whose colours differ less have one colour. */
const ONE_COLOR: f32 = 0.035;
const ROUNDS: i32 = 3;
/** Where in a cell's eight floats the first colour's share stands; both colours are before it. */
const SHARE: usize = 24;

/** Sums over the samples at hand: of all weights, and of each channel weighed. */
let sumW: f32 = 0;
let sumL: f32 = 0;
let sumA: f32 = 0;
let sumB: f32 = 0;

/** Writes the mean of the first `count` samples to a cell, as its only colour. */
export function oneMean(count: i32, out: usize): void {
  let l: f32 = 0;
  let a: f32 = 0;
  let b: f32 = 0;
  for (let i = 0; i < count << 2; i += 4) {
    l += load<f32>(rowL + i);
    a += load<f32>(rowA + i);
    b += load<f32>(rowB + i);
  }
  writeOne(out, l / <f32>count, a / <f32>count, b / <f32>count);
}

/** Writes one colour to a cell. */
export function writeOne(out: usize, l: f32, a: f32, b: f32): void {
  writeColor(out, l, a, b);
  writeColor(out + 12, l, a, b);
  store<f32>(out, 1, SHARE);
}

/** @param out where in a cell */
function writeColor(out: usize, l: f32, a: f32, b: f32): void {
  store<f32>(out, l);
  store<f32>(out, a, 4);
  store<f32>(out, b, 8);
}

/**
 * Parts the first `count` samples into two clusters (2-means) and writes both and the first one's share to a cell, so that a
 * cell on an edge can take one side's colour and not the blur between them. The k-centroid method of Astropulse's
 * pixeldetector, with the samples weighed. Starts from the two samples farthest apart along L + 0.7 (a + b), so the outcome
 * depends on nothing else.
 */
export function twoMeans(count: i32, out: usize): void {
  let low = f32x4.splat(Infinity);
  let high = f32x4.splat(-Infinity);
  let all = f32x4.splat(0);
  let allL = f32x4.splat(0);
  let allA = f32x4.splat(0);
  let allB = f32x4.splat(0);
  for (let i = 0; i < count << 2; i += 16) {
    const l = v128.load(rowL + i);
    const a = v128.load(rowA + i);
    const b = v128.load(rowB + i);
    const weight = v128.load(weights + i);
    all = f32x4.add(all, weight);
    allL = f32x4.add(allL, f32x4.mul(weight, l));
    allA = f32x4.add(allA, f32x4.mul(weight, a));
    allB = f32x4.add(allB, f32x4.mul(weight, b));
    const rank = rankOf(l, a, b);
    low = f32x4.pmin(low, rank);
    high = f32x4.pmax(high, rank);
  }
  sumW = total(all);
  sumL = total(allL);
  sumA = total(allA);
  sumB = total(allB);
  const lowest = least(low);
  const highest = -least(f32x4.neg(high));
  if (highest - lowest >= ONE_COLOR) {
    copySample(firstOfRank(lowest), out);
    copySample(firstOfRank(highest), out + 12);
    if (part(count, out)) return;
  }
  writeOne(out, sumL / sumW, sumA / sumW, sumB / sumW);
}

function rankOf(l: v128, a: v128, b: v128): v128 {
  return f32x4.add(l, f32x4.mul(f32x4.splat(0.7), f32x4.add(a, b)));
}

/** Where in the rows the first sample of this rank stands; there is one. */
function firstOfRank(rank: f32): usize {
  const wanted = f32x4.splat(rank);
  let i: usize = 0;
  let found = 0;
  for (; found === 0; i += 16) {
    const ranks = rankOf(v128.load(rowL + i), v128.load(rowA + i), v128.load(rowB + i));
    found = i32x4.bitmask(f32x4.eq(ranks, wanted));
  }
  return i - 16 + ((<usize>ctz(found)) << 2);
}

function copySample(i: usize, out: usize): void {
  writeColor(out, load<f32>(rowL + i), load<f32>(rowA + i), load<f32>(rowB + i));
}

/**
 * Lloyd's steps from the two centres in `out`: each moves to the mean of the samples nearest to it. What the second one
 * does not have is the first one's. False where one of them is left with nothing.
 */
function part(count: i32, out: usize): bool {
  let before: f32 = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const l1 = load<f32>(out);
    const a1 = load<f32>(out, 4);
    const b1 = load<f32>(out, 8);
    // The samples nearer to the second centre lie on its side of the plane halfway between the two.
    const nl = load<f32>(out, 12) - l1;
    const na = load<f32>(out, 16) - a1;
    const nb = load<f32>(out, 20) - b1;
    const limit = f32x4.splat(nl * (l1 + nl / 2) + na * (a1 + na / 2) + nb * (b1 + nb / 2));
    let second = f32x4.splat(0);
    let secondL = f32x4.splat(0);
    let secondA = f32x4.splat(0);
    let secondB = f32x4.splat(0);
    for (let i = 0; i < count << 2; i += 16) {
      const l = v128.load(rowL + i);
      const a = v128.load(rowA + i);
      const b = v128.load(rowB + i);
      const along = f32x4.add(
        f32x4.add(f32x4.mul(f32x4.splat(nl), l), f32x4.mul(f32x4.splat(na), a)),
        f32x4.mul(f32x4.splat(nb), b),
      );
      const weight = v128.and(f32x4.gt(along, limit), v128.load(weights + i));
      second = f32x4.add(second, weight);
      secondL = f32x4.add(secondL, f32x4.mul(weight, l));
      secondA = f32x4.add(secondA, f32x4.mul(weight, a));
      secondB = f32x4.add(secondB, f32x4.mul(weight, b));
    }
    const weight2 = total(second);
    const weight1 = sumW - weight2;
    // In single precision what is left of the first one's may not be quite nothing.
    if (weight1 <= NOTHING * sumW || weight2 === 0) return false;
    const l2 = total(secondL);
    const a2 = total(secondA);
    const b2 = total(secondB);
    writeColor(out, (sumL - l2) / weight1, (sumA - a2) / weight1, (sumB - b2) / weight1);
    writeColor(out + 12, l2 / weight2, a2 / weight2, b2 / weight2);
    store<f32>(out, weight1 / sumW, SHARE);
    // The same samples: nothing moves any more.
    if (weight2 === before) return true;
    before = weight2;
  }
  return true;
}

/** Share of a cell that rounding may leave of nothing. */
const NOTHING: f32 = 1e-5;

function total(four: v128): f32 {
  const one = f32x4.extract_lane(four, 0) + f32x4.extract_lane(four, 1);
  return one + (f32x4.extract_lane(four, 2) + f32x4.extract_lane(four, 3));
}

function least(four: v128): f32 {
  const one = min(f32x4.extract_lane(four, 0), f32x4.extract_lane(four, 1));
  return min(one, min(f32x4.extract_lane(four, 2), f32x4.extract_lane(four, 3)));
}
