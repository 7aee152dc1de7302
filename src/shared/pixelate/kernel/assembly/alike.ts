import { addTo, COLOR, copyColor, squaredStep, WEIGHT, writeMean } from './weighted';

/** Makes one of entries that are alike, and sees to frequent colours that no entry is near. */

/** OKLab: entries that are farther apart are both needed. */
const ALIKE: f64 = 0.06;
/** How much more than the mean of all a colour must weigh to be drawn on purpose, and not a blend or noise. */
const FREQUENT: f64 = 2;
/** OKLab: as far around a lost colour lie others that are taken with it. */
const AROUND: f64 = 0.025;

/** The pair that `findAlike` found. */
let first: usize = 0;
let second: usize = 0;

const sums: usize = memory.data(32, 16);

/**
 * Makes one of the two most alike entries as long as any are nearer than `limit` (OKLab). What is rare beside a frequent
 * colour is more likely that one's noise: up to twice the limit counts as alike then.
 *
 * @returns how many are left
 */
export function mergeAlike(entries: usize, count: i32, limit: f64): i32 {
  while (findAlike(entries, count, limit, true)) {
    meanOfPair();
    copyColor(first, sums);
    remove(second, entries, count--);
  }
  return count;
}

/**
 * Gives an entry to the frequent colour that counts most, by its weight and its distance from all entries, where it is
 * farther than `reach` (OKLab) from them. Where there are as many as allowed, the two most alike become one for it, unless
 * those differ too much.
 *
 * @returns how many entries there are now; 0 where none was given
 */
export function giveEntry(colors: usize, count: i32, entries: usize, entryCount: i32, most: i32, reach: f64): i32 {
  const lost = mostLost(colors, count, entries, entryCount, reach);
  if (lost === 0) return 0;
  if (entryCount >= most) {
    if (!findAlike(entries, entryCount, ALIKE, false)) return 0;
    meanOfPair();
    remove(second, entries, entryCount);
    remove(first, entries, entryCount - 1);
    copyColor(entries + <usize>(entryCount - 2) * COLOR, sums);
    entryCount--;
  }
  memory.fill(sums, 0, 32);
  const end = colors + <usize>count * COLOR;
  for (let color = colors; color < end; color += COLOR) {
    if (sqrt<f64>(squaredStep(color, lost)) < AROUND) addTo(sums, color);
  }
  writeMean(entries + <usize>entryCount * COLOR, sums);
  return entryCount + 1;
}

/** Where the frequent colour stands that is lost most; 0 where none is. */
function mostLost(colors: usize, count: i32, entries: usize, entryCount: i32, reach: f64): usize {
  const end = colors + <usize>count * COLOR;
  let all: f64 = 0;
  for (let color = colors; color < end; color += COLOR) all += load<f64>(color, WEIGHT);
  const least = FREQUENT * (all / <f64>count);
  let found: usize = 0;
  let most: f64 = 0;
  for (let color = colors; color < end; color += COLOR) {
    const weight = load<f64>(color, WEIGHT);
    if (weight < least) continue;
    const far = sqrt<f64>(leastStep(color, entries, entryCount));
    if (far <= reach || weight * far <= most) continue;
    found = color;
    most = weight * far;
  }
  return found;
}

/** The square of a colour's distance from the nearest entry. */
function leastStep(color: usize, entries: usize, entryCount: i32): f64 {
  let least: f64 = Infinity;
  for (let i = 0; i < entryCount; i++) least = min<f64>(least, squaredStep(entries + <usize>i * COLOR, color));
  return least;
}

/** Finds the pair that is nearest to each other, the first of equals; false where none is nearer than `limit`. */
function findAlike(entries: usize, count: i32, limit: f64, isWeighed: bool): bool {
  let least = limit;
  const end = entries + <usize>count * COLOR;
  for (let one = entries; one < end; one += COLOR) {
    for (let other = one + COLOR; other < end; other += COLOR) {
      let far = sqrt<f64>(squaredStep(one, other));
      if (isWeighed) {
        const weight = load<f64>(one, WEIGHT);
        const weightOther = load<f64>(other, WEIGHT);
        far /= 2 - min<f64>(weight, weightOther) / max<f64>(weight, weightOther);
      }
      if (far >= least) continue;
      least = far;
      first = one;
      second = other;
    }
  }
  return least < limit;
}

/** Puts the mean of the pair into the sums. */
function meanOfPair(): void {
  memory.fill(sums, 0, 32);
  addTo(sums, first);
  addTo(sums, second);
  writeMean(sums, sums);
}

function remove(entry: usize, entries: usize, count: i32): void {
  memory.copy(entry, entry + COLOR, entries + <usize>count * COLOR - entry - COLOR);
}
