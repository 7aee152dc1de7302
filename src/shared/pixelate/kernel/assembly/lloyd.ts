import { addTo, COLOR, copyColor, squaredStep, WEIGHT, writeMean } from './weighted';

/** One of Lloyd's steps. */

/** OKLab: what moves less has not moved. */
const MOVED: f64 = 1e-4;

/** For each of at most 256 centres what the colours nearest to it sum up to. */
const sums: usize = memory.data(256 * 32, 16);

/**
 * Moves each centre to the mean of the colours nearest to it, the first centre's of equals; those without any colour go.
 *
 * @returns how many centres are left; negative where none went and none moved
 */
export function lloydStep(colors: usize, count: i32, centers: usize, centerCount: i32): i32 {
  memory.fill(sums, 0, <usize>centerCount * COLOR);
  const last = colors + (<usize>count - 1) * COLOR;
  // Of an odd number the last one is looked at twice and added once.
  for (let color = colors; color <= last; color += 2 * COLOR) {
    const second = color < last ? color + COLOR : last;
    const nearest = nearestOfTwo(color, second, centers, centerCount);
    addTo(sums + <usize>i64x2.extract_lane(nearest, 0), color);
    if (second !== color) addTo(sums + <usize>i64x2.extract_lane(nearest, 1), second);
  }
  let moved = false;
  let left = 0;
  for (let i = 0; i < centerCount; i++) {
    const sum = sums + <usize>i * COLOR;
    if (load<f64>(sum, WEIGHT) === 0) continue;
    const center = centers + <usize>left * COLOR;
    const was = centers + <usize>i * COLOR;
    writeMean(sum, sum);
    if (sqrt<f64>(squaredStep(sum, was)) > MOVED) moved = true;
    copyColor(center, sum);
    left++;
  }
  return moved || left < centerCount ? left : -left;
}

/** For each of two colours how many bytes behind the first centre the nearest one is (i64). */
function nearestOfTwo(color: usize, second: usize, centers: usize, centerCount: i32): v128 {
  const l = f64x2.replace_lane(v128.load64_splat(color), 1, load<f64>(second));
  const a = f64x2.replace_lane(v128.load64_splat(color, 8), 1, load<f64>(second, 8));
  const b = f64x2.replace_lane(v128.load64_splat(color, 16), 1, load<f64>(second, 16));
  let least = f64x2.splat(Infinity);
  let nearest = i64x2.splat(0);
  const end = <usize>centerCount * COLOR;
  for (let at: usize = 0; at < end; at += COLOR) {
    const stepL = f64x2.sub(v128.load64_splat(centers + at), l);
    const stepA = f64x2.sub(v128.load64_splat(centers + at, 8), a);
    const stepB = f64x2.sub(v128.load64_splat(centers + at, 16), b);
    const far = f64x2.add(f64x2.add(f64x2.mul(stepL, stepL), f64x2.mul(stepA, stepA)), f64x2.mul(stepB, stepB));
    const isNearer = f64x2.lt(far, least);
    least = v128.bitselect(far, least, isNearer);
    nearest = v128.bitselect(i64x2.splat(at), nearest, isNearer);
  }
  return nearest;
}
