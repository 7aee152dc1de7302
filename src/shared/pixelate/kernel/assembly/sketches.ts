import { colorOfSample } from './picture';

/** Frames shrunk to a few spots, and how far these are apart. Three f32 a spot, at most 48 spots along a side. */

/** Samples per spot and direction. */
const PER_SPOT: i32 = 2;
const SHARE: f32 = 1.0 / 4;
/** Where samples lie between the frame's own. */
const BETWEEN: i32 = 4;
/** Bytes of such a place: the samples before and after it (i32) and the share of each (f64). */
const PLACE: usize = 24;
/** Bytes of a spot. */
const SPOT: i32 = 12;

/** The samples to take of each row, for all rows alike. */
const columns: usize = memory.data(48 * 2 * 4, 16);
const columnsBetween: usize = memory.data(48 * 4 * 24, 16);
const rowsBetween: usize = memory.data(48 * 4 * 24, 16);

/** Writes a sketch of `width` x `height` spots of the picture that was told, which has so many chroma samples. */
export function sketchPicture(out: usize, width: i32, height: i32, sourceWidth: i32, sourceHeight: i32): void {
  const across = width * PER_SPOT;
  const down = height * PER_SPOT;
  for (let x = 0; x < across; x++) store<i32>(columns + (x << 2), ((2 * x + 1) * sourceWidth) / (2 * across));
  memory.fill(out, 0, width * height * SPOT);
  for (let y = 0; y < down; y++) {
    const sourceY = ((2 * y + 1) * sourceHeight) / (2 * down);
    const row = out + <usize>((y / PER_SPOT) * width * SPOT);
    for (let x = 0; x < across; x++) {
      const from = colorOfSample(load<i32>(columns + (x << 2)), sourceY);
      const to = row + <usize>((x / PER_SPOT) * SPOT);
      store<f32>(to, load<f32>(to) + SHARE * load<f32>(from));
      store<f32>(to, load<f32>(to, 4) + SHARE * load<f32>(from, 4), 4);
      store<f32>(to, load<f32>(to, 8) + SHARE * load<f32>(from, 8), 8);
    }
  }
}

/** As `sketchPicture`, of the samples from (left, top) on, moved back by fractions of them. */
export function sketchMoved(
  out: usize,
  width: i32,
  height: i32,
  left: i32,
  top: i32,
  sourceWidth: i32,
  sourceHeight: i32,
  moveX: f64,
  moveY: f64,
): void {
  writePlaces(columnsBetween, left, sourceWidth, width * BETWEEN, moveX);
  writePlaces(rowsBetween, top, sourceHeight, height * BETWEEN, moveY);
  memory.fill(out, 0, width * height * SPOT);
  for (let y = 0; y < height * BETWEEN; y++) {
    const row = rowsBetween + <usize>y * PLACE;
    const line = out + <usize>((y / BETWEEN) * width * SPOT);
    for (let x = 0; x < width * BETWEEN; x++) {
      const column = columnsBetween + <usize>x * PLACE;
      const to = line + <usize>((x / BETWEEN) * SPOT);
      addPart(to, load<i32>(column), load<i32>(row), load<f64>(column, 8) * load<f64>(row, 8));
      addPart(to, load<i32>(column, 4), load<i32>(row), load<f64>(column, 16) * load<f64>(row, 8));
      addPart(to, load<i32>(column), load<i32>(row, 4), load<f64>(column, 8) * load<f64>(row, 16));
      addPart(to, load<i32>(column, 4), load<i32>(row, 4), load<f64>(column, 16) * load<f64>(row, 16));
    }
  }
}

/** Writes for each of `count` places spread over an axis the two samples around it and the share of each. */
function writePlaces(to: usize, start: i32, length: i32, count: i32, move: f64): void {
  for (let i = 0; i < count; i++, to += PLACE) {
    const wanted = ((<f64>i + 0.5) * <f64>length) / <f64>count - 0.5 + move;
    const place = min(<f64>(length - 1), max<f64>(0, wanted));
    const first = min(<i32>place, max(0, length - 2));
    store<i32>(to, start + first);
    store<i32>(to, start + min(length - 1, first + 1), 4);
    store<f64>(to, 1 - (place - <f64>first), 8);
    store<f64>(to, place - <f64>first, 16);
  }
}

function addPart(to: usize, x: i32, y: i32, part: f64): void {
  const from = colorOfSample(x, y);
  const share = part / <f64>(BETWEEN * BETWEEN);
  store<f32>(to, <f32>(<f64>load<f32>(to) + share * <f64>load<f32>(from)));
  store<f32>(to, <f32>(<f64>load<f32>(to, 4) + share * <f64>load<f32>(from, 4)), 4);
  store<f32>(to, <f32>(<f64>load<f32>(to, 8) + share * <f64>load<f32>(from, 8)), 8);
}

/** Values whose squares are added in single precision before they go to the sum. */
const BLOCK: usize = 64 * 4;

/** Root mean square of the distances between two sketches of `count` values each. */
export function sketchDistance(one: usize, other: usize, count: i32): f64 {
  const end = one + ((<usize>count) << 2);
  let sum: f64 = 0;
  for (; one + BLOCK <= end; other += BLOCK) {
    let even = f32x4.splat(0);
    let odd = f32x4.splat(0);
    const next = one + BLOCK;
    for (let to = other; one < next; one += 32, to += 32) {
      const step = f32x4.sub(v128.load(one), v128.load(to));
      const after = f32x4.sub(v128.load(one, 16), v128.load(to, 16));
      even = f32x4.add(even, f32x4.mul(step, step));
      odd = f32x4.add(odd, f32x4.mul(after, after));
    }
    const four = f32x4.add(even, odd);
    const both = f32x4.add(four, i8x16.shuffle(four, four, 8, 9, 10, 11, 12, 13, 14, 15, 0, 1, 2, 3, 4, 5, 6, 7));
    sum += <f64>(f32x4.extract_lane(both, 0) + f32x4.extract_lane(both, 1));
  }
  for (; one < end; one += 4, other += 4) {
    const step = <f64>load<f32>(one) - <f64>load<f32>(other);
    sum += step * step;
  }
  return sqrt<f64>((3 * sum) / <f64>max(1, count));
}

/** The largest distance between two spots at the same place of two sketches of `count` values each. */
export function farthestSpot(one: usize, other: usize, count: i32): f64 {
  const end = one + ((<usize>count) << 2);
  let most: f32 = 0;
  for (; one < end; one += SPOT, other += SPOT) {
    const l = load<f32>(one) - load<f32>(other);
    const a = load<f32>(one, 4) - load<f32>(other, 4);
    const b = load<f32>(one, 8) - load<f32>(other, 8);
    most = max<f32>(most, l * l + a * a + b * b);
  }
  return sqrt<f64>(most);
}

/**
 * Writes how far the sketch of a number is from the ones before it that `ring` still holds (those of `slots` numbers, that
 * of number n in the slot n % slots): from the one just before it, and from those `least` to `most` before it. The
 * distance between i and i + length goes to row 0, or to row 1 + length - least, of `out`, f64 rows of `stride` each, at i.
 */
export function distancesBack(
  ring: usize,
  slots: i32,
  count: i32,
  number: i32,
  least: i32,
  most: i32,
  out: usize,
  stride: i32,
): void {
  const size = count << 2;
  const own = ring + <usize>((number % slots) * size);
  if (number > 0) {
    const far = sketchDistance(ring + <usize>(((number - 1) % slots) * size), own, count);
    store<f64>(out + ((<usize>(number - 1)) << 3), far);
  }
  for (let length = least; length <= min(most, number); length++) {
    const i = number - length;
    const far = sketchDistance(ring + <usize>((i % slots) * size), own, count);
    store<f64>(out + ((<usize>((1 + length - least) * stride + i)) << 3), far);
  }
}
