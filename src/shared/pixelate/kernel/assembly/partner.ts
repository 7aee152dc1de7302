import { entries, entryCount } from './nearest';

/** Finds what to mix the nearest entry of a palette with. */

/** OKLab: a colour that is nearer to its entry is not dithered; flat areas stay flat. */
const FLAT: f64 = 0.012;
/** How much the unrest of a mixture counts beside its error in colour; both are squares of distances. */
const VISIBLE: f64 = 0.2;
/** Of a mixture at least this share must be the partner's to gain anything: where the gain below turns positive. */
const LEAST_SHARE: f64 = VISIBLE / (1 + VISIBLE);
/** More than what rounding does to a ratio of squares. */
const SLACK: f64 = 1 + 1e-6;

/** Bytes of a neighbour: the square of its distance (f64) and its number (i32). */
const NEIGHBOUR: usize = 16;

/** For each entry all others by their distance from it, nearest first, where 1 in `known` says that they are there. */
let neighbours: usize = 0;
const known: usize = memory.data(256);

/** Tells where neighbours go: 16 bytes for each pair of the entries that `setEntries` told. */
export function setNeighbours(neighboursAt: usize): void {
  neighbours = neighboursAt;
  memory.fill(known, 0, 256);
}

/**
 * The entry whose mixture with the best one comes nearest to a colour (of equals the first), unless the two are so far
 * apart that their dots would be seen more than what the mixture mends; -1 where the best one alone will do. As a comparison
 * with all entries would answer, though only those near enough to the best one are looked at.
 */
export function ditherPartner(colorL: f64, colorA: f64, colorB: f64, best: i32): i32 {
  const bestAt = entries + <usize>best * 12;
  const bestL = <f64>load<f32>(bestAt);
  const bestA = <f64>load<f32>(bestAt, 4);
  const bestB = <f64>load<f32>(bestAt, 8);
  const l = colorL - bestL;
  const a = colorA - bestA;
  const b = colorB - bestB;
  const alone = l * l + a * a + b * b;
  if (alone < FLAT * FLAT) return -1;
  if (load<u8>(known + best) === 0) sortNeighbours(best);
  // A colour's share is at most its distance from the best entry by that of the two entries.
  const farthest = (SLACK * alone) / (LEAST_SHARE * LEAST_SHARE);
  const from = neighboursOf(best);
  const end = from + <usize>(entryCount - 1) * NEIGHBOUR;
  let least = alone;
  let partner = -1;
  for (let at = from; at < end; at += NEIGHBOUR) {
    const squared = load<f64>(at);
    if (squared > farthest) break;
    const number = load<i32>(at, 8);
    const k = entries + <usize>number * 12;
    const stepL = <f64>load<f32>(k) - bestL;
    const stepA = <f64>load<f32>(k, 4) - bestA;
    const stepB = <f64>load<f32>(k, 8) - bestB;
    const along = l * stepL + a * stepA + b * stepB;
    if (along <= 0) continue;
    const share = along / squared;
    const error = alone - share * along + VISIBLE * share * (1 - share) * squared;
    if (error > least || (error === least && number >= partner)) continue;
    least = error;
    partner = number;
  }
  return partner;
}

function neighboursOf(entry: i32): usize {
  return neighbours + <usize>(entry * entryCount) * NEIGHBOUR;
}

/** By insertion: there are at most 254. */
function sortNeighbours(best: i32): void {
  const from = neighboursOf(best);
  const bestAt = entries + <usize>best * 12;
  let end = from;
  for (let entry = 0; entry < entryCount; entry++) {
    if (entry === best) continue;
    const at = entries + <usize>entry * 12;
    const stepL = <f64>load<f32>(at) - <f64>load<f32>(bestAt);
    const stepA = <f64>load<f32>(at, 4) - <f64>load<f32>(bestAt, 4);
    const stepB = <f64>load<f32>(at, 8) - <f64>load<f32>(bestAt, 8);
    const squared = stepL * stepL + stepA * stepA + stepB * stepB;
    let to = end;
    for (; to > from && load<f64>(to - NEIGHBOUR) > squared; to -= NEIGHBOUR) {
      v128.store(to, v128.load(to - NEIGHBOUR));
    }
    store<f64>(to, squared);
    store<i32>(to, entry, 8);
    end += NEIGHBOUR;
  }
  store<u8>(known + best, 1);
}
