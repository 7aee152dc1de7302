/** Finds the nearest entry of a palette for many colours. */

/** Boxes along each axis: few enough to be learned quickly, small enough that few entries can win in one. */
const BOXES: i32 = 32;
/** OKLab's a and b of almost all colours lie within this; others are compared with every entry. */
const REACH: f64 = 0.4;
/** More than what rounding does to a squared distance. */
const SLACK: f64 = 1e-9;

/** Three f32 each, at most 255 of them. */
export let entries: usize = 0;
export let entryCount: i32 = 0;
/** For each box how many entries can be nearest to anything in it (u8), 0 where that is not known yet; and their numbers. */
let counts: usize = 0;
let candidates: usize = 0;

/** For each entry the square of its least distance from the box at hand. */
const leasts: usize = memory.data(256 * 8, 16);

/** How many boxes there are. */
export function nearestBoxes(): i32 {
  return BOXES * BOXES * BOXES;
}

/**
 * Tells the entries. `countsAt` has a byte for each box, `candidatesAt` as many as there are entries for each box; what is
 * learned of these entries stays there.
 */
export function setEntries(entriesAt: usize, count: i32, countsAt: usize, candidatesAt: usize): void {
  entries = entriesAt;
  entryCount = count;
  counts = countsAt;
  candidates = candidatesAt;
  memory.fill(counts, 0, nearestBoxes());
}

/**
 * The number of the entry that is nearest to a colour, the first one of equals. OKLab is parted in boxes, and of each box
 * that a colour lies in is learned which entries can be nearest to anything in it. The answers are those of a comparison
 * with all entries.
 */
export function nearestEntry(l: f64, a: f64, b: f64): i32 {
  const x = floor<f64>(l * <f64>BOXES);
  const y = floor<f64>((a / (2 * REACH) + 0.5) * <f64>BOXES);
  const z = floor<f64>((b / (2 * REACH) + 0.5) * <f64>BOXES);
  if (min<f64>(x, min<f64>(y, z)) < 0 || max<f64>(x, max<f64>(y, z)) >= <f64>BOXES) return nearestOfAll(l, a, b);
  const box = <usize>((<i32>x * BOXES + <i32>y) * BOXES + <i32>z);
  const from = candidates + box * <usize>entryCount;
  if (load<u8>(counts + box) === 0) store<u8>(counts + box, learn(x, y, z, from));
  const end = from + <usize>load<u8>(counts + box);
  let best = 0;
  let least: f64 = Infinity;
  for (let at = from; at < end; at++) {
    const entry = <i32>load<u8>(at);
    const far = squaredTo(entry, l, a, b);
    if (far >= least) continue;
    least = far;
    best = entry;
  }
  return best;
}

/** The square of a colour's distance from an entry. */
export function squaredTo(entry: i32, l: f64, a: f64, b: f64): f64 {
  const at = entries + <usize>entry * 12;
  const stepL = l - <f64>load<f32>(at);
  const stepA = a - <f64>load<f32>(at, 4);
  const stepB = b - <f64>load<f32>(at, 8);
  return stepL * stepL + stepA * stepA + stepB * stepB;
}

function nearestOfAll(l: f64, a: f64, b: f64): i32 {
  let best = 0;
  let least: f64 = Infinity;
  for (let entry = 0; entry < entryCount; entry++) {
    const far = squaredTo(entry, l, a, b);
    if (far >= least) continue;
    least = far;
    best = entry;
  }
  return best;
}

/** Writes the entries that are not farther from all of a box than another one is at most; how many those are. */
function learn(x: f64, y: f64, z: f64, out: usize): i32 {
  const chroma = (2 * REACH) / <f64>BOXES;
  const halfL = 0.5 / <f64>BOXES;
  const middleL = (x + 0.5) / <f64>BOXES;
  const middleA = (y + 0.5) * chroma - REACH;
  const middleB = (z + 0.5) * chroma - REACH;
  let surest: f64 = Infinity;
  for (let entry = 0; entry < entryCount; entry++) {
    const at = entries + <usize>entry * 12;
    const l = abs<f64>(<f64>load<f32>(at) - middleL);
    const a = abs<f64>(<f64>load<f32>(at, 4) - middleA);
    const b = abs<f64>(<f64>load<f32>(at, 8) - middleB);
    store<f64>(leasts + (entry << 3), beyond(l - halfL) + beyond(a - chroma / 2) + beyond(b - chroma / 2));
    surest = min<f64>(surest, squared(l + halfL) + squared(a + chroma / 2) + squared(b + chroma / 2));
  }
  let count = 0;
  for (let entry = 0; entry < entryCount; entry++) {
    if (load<f64>(leasts + (entry << 3)) <= surest + SLACK) store<u8>(out + count++, entry);
  }
  return count;
}

function beyond(value: f64): f64 {
  return value > 0 ? value * value : 0;
}

function squared(value: f64): f64 {
  return value * value;
}
