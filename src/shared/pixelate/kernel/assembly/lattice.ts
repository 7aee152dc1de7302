/** Steps of luma along the axes of a picture, and how much of a frequency is in them. */

/** Luma: smaller steps between neighbours are noise. */
const LEAST_STEP: u8 = 6;
/** Every so many rows, or columns, are enough to see the edges that cross them. */
const APART: i32 = 3;
/** Bytes that are looked at together down a picture. */
const WIDE: i32 = 48;
/** Every third of them, as they lie in three vectors. */
const THIRDS = i8x16(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1);
const NEXT_THIRDS = i8x16(0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0);
const LAST_THIRDS = i8x16(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0);
/** What the double and the threefold frequency count. */
const OVERTONES: f64 = 0.6;

/**
 * Adds the steps from each column to the next, from `left` to `right` of a frame with rows of `width` pixels, to `steps`
 * (u32): what leads to the column left + i is at i.
 */
export function addStepsAcross(
  frame: usize,
  width: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  steps: usize,
): void {
  for (let y = top; y < bottom; y += APART) {
    const row = frame + <usize>(y * width);
    let x = left + 1;
    let to = steps + 4;
    for (; x + 16 <= right; x += 16, to += 64) {
      const step = stepsOf(v128.load(row + x), v128.load(row + x - 1));
      const low = i16x8.extend_low_i8x16_u(step);
      const high = i16x8.extend_high_i8x16_u(step);
      v128.store(to, i32x4.add(v128.load(to), i32x4.extend_low_i16x8_u(low)));
      v128.store(to, i32x4.add(v128.load(to, 16), i32x4.extend_high_i16x8_u(low)), 16);
      v128.store(to, i32x4.add(v128.load(to, 32), i32x4.extend_low_i16x8_u(high)), 32);
      v128.store(to, i32x4.add(v128.load(to, 48), i32x4.extend_high_i16x8_u(high)), 48);
    }
    for (; x < right; x++, to += 4) store<u32>(to, load<u32>(to) + stepBetween(row + x, row + x - 1));
  }
}

/** The same for rows, from `top` to `bottom`. */
export function addStepsDown(
  frame: usize,
  width: i32,
  left: i32,
  top: i32,
  right: i32,
  bottom: i32,
  steps: usize,
): void {
  for (let y = top + 1; y < bottom; y++) {
    const row = frame + <usize>(y * width);
    let sums = i32x4.splat(0);
    let x = left;
    for (; x + WIDE <= right; x += WIDE) {
      const at = row + x;
      const above = at - width;
      const first = v128.and(stepsOf(v128.load(at), v128.load(above)), THIRDS);
      const second = v128.and(stepsOf(v128.load(at, 16), v128.load(above, 16)), NEXT_THIRDS);
      const third = v128.and(stepsOf(v128.load(at, 32), v128.load(above, 32)), LAST_THIRDS);
      // No two lie at the same place of their vectors.
      const all = i16x8.extadd_pairwise_i8x16_u(v128.or(v128.or(first, second), third));
      sums = i32x4.add(sums, i32x4.extadd_pairwise_i16x8_u(all));
    }
    let sum = i32x4.extract_lane(sums, 0) + i32x4.extract_lane(sums, 1);
    sum += i32x4.extract_lane(sums, 2) + i32x4.extract_lane(sums, 3);
    for (; x < right; x += APART) sum += stepBetween(row + x, row + x - width);
    const to = steps + ((<usize>(y - top)) << 2);
    store<u32>(to, load<u32>(to) + sum);
  }
}

function stepsOf(one: v128, other: v128): v128 {
  const step = v128.or(i8x16.sub_sat_u(one, other), i8x16.sub_sat_u(other, one));
  return v128.and(step, i8x16.gt_u(step, i8x16.splat(LEAST_STEP)));
}

function stepBetween(one: usize, other: usize): i32 {
  const step = abs<i32>(<i32>load<u8>(one) - <i32>load<u8>(other));
  return step > <i32>LEAST_STEP ? step : 0;
}

/**
 * Writes for each of `number` frequencies (an even one) how much of it is in the `count` steps (f64, an even number, too) to
 * `strengths`, and the same with what is in twice and three times the frequency to `scores`. `turns` has twice the cosine
 * of the angle by which a frequency turns from one step to the next. Goertzel's algorithm, two frequencies at a time.
 */
export function strengthsOf(
  steps: usize,
  count: i32,
  turns: usize,
  number: i32,
  strengths: usize,
  scores: usize,
): void {
  const end = turns + ((<usize>number) << 3);
  for (; turns < end; turns += 16, strengths += 16, scores += 16) {
    writeStrengths(steps, count, v128.load(turns), strengths, scores);
  }
}

function writeStrengths(steps: usize, count: i32, turn: v128, strengths: usize, scores: usize): void {
  const square = f64x2.mul(turn, turn);
  const turn2 = f64x2.sub(square, f64x2.splat(2));
  const turn3 = f64x2.mul(turn, f64x2.sub(square, f64x2.splat(3)));
  let even = f64x2.splat(0);
  let odd = even;
  let even2 = even;
  let odd2 = even;
  let even3 = even;
  let odd3 = even;
  const end = steps + ((<usize>count) << 3);
  for (; steps < end; steps += 16) {
    const step = v128.load64_splat(steps);
    even = f64x2.add(f64x2.sub(step, even), f64x2.mul(turn, odd));
    even2 = f64x2.add(f64x2.sub(step, even2), f64x2.mul(turn2, odd2));
    even3 = f64x2.add(f64x2.sub(step, even3), f64x2.mul(turn3, odd3));
    const next = v128.load64_splat(steps, 8);
    odd = f64x2.add(f64x2.sub(next, odd), f64x2.mul(turn, even));
    odd2 = f64x2.add(f64x2.sub(next, odd2), f64x2.mul(turn2, even2));
    odd3 = f64x2.add(f64x2.sub(next, odd3), f64x2.mul(turn3, even3));
  }
  const strength = strengthOf(even, odd, turn);
  const others = f64x2.add(strengthOf(even2, odd2, turn2), strengthOf(even3, odd3, turn3));
  v128.store(strengths, strength);
  v128.store(scores, f64x2.add(strength, f64x2.mul(f64x2.splat(OVERTONES), others)));
}

function strengthOf(before: v128, last: v128, turn: v128): v128 {
  const squares = f64x2.add(f64x2.mul(before, before), f64x2.mul(last, last));
  const power = f64x2.sub(squares, f64x2.mul(turn, f64x2.mul(before, last)));
  return f64x2.sqrt(f64x2.max(power, f64x2.splat(0)));
}

/** One value of the Fourier transform of `count` steps (f64): writes what cosine and sine sum up to (f64 each). */
export function wave(steps: usize, count: i32, turnCos: f64, turnSin: f64, out: usize): void {
  let cos: f64 = 1;
  let sin: f64 = 0;
  let sumCos: f64 = 0;
  let sumSin: f64 = 0;
  const end = steps + ((<usize>count) << 3);
  for (; steps < end; steps += 8) {
    const step = load<f64>(steps);
    sumCos += step * cos;
    sumSin += step * sin;
    const next = cos * turnCos - sin * turnSin;
    sin = cos * turnSin + sin * turnCos;
    cos = next;
  }
  store<f64>(out, sumCos);
  store<f64>(out, sumSin, 8);
}
