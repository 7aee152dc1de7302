import { colorAt, coverage as covered, gather, places } from './gather';
import { writeOne } from './twoMeans';

/** Samples that vote for the entries of a palette. */

/** A run holds the place of a colour in its lower bits and above them how many neighbouring samples have it. */
const PLACE_BITS: i32 = 20;
const PLACE_MASK: i32 = (1 << PLACE_BITS) - 1;
/** Bytes of a cell of samples. */
const CELL: i32 = 32;
/** A cell has at most 64 runs, a palette at most 255 entries. */
const ballots: usize = memory.data(64);
const votes: usize = memory.data(256 * 4, 16);

/**
 * Writes what the cells from `left` to `right` of a row vote by: the runs of their samples to `runs` (i32), how many each
 * has to `counts` (i32) and the subject's share to `coverage` (f32). How many runs there are.
 */
export function ballotRow(row: i32, left: i32, right: i32, runs: usize, counts: usize, coverage: usize): i32 {
  let end = 0;
  for (let column = left; column < right; column++) {
    const from = end;
    const count = gather(column, row);
    for (let i = 0; i < count; i++) {
      const place = load<i32>(places + (i << 2));
      const last = runs + ((end - 1) << 2);
      if (end > from && (load<i32>(last) & PLACE_MASK) === place) store<i32>(last, load<i32>(last) + (1 << PLACE_BITS));
      else store<i32>(runs + (end++ << 2), place + (1 << PLACE_BITS));
    }
    const to = <usize>((column - left) << 2);
    store<i32>(counts + to, end - from);
    store<f32>(coverage + to, count > 0 ? covered : 0);
  }
  return end;
}

/**
 * Writes for each of `cells` cells, whose runs lie between `starts` (u32, one more than cells), the two entries with the
 * most votes and the first one's share of theirs. What a colour votes for is kept in `voted` (u8 for each place, the
 * number of the entry plus 1).
 */
export function countVotes(
  starts: usize,
  runs: usize,
  cells: i32,
  entries: usize,
  entryCount: i32,
  voted: usize,
  out: usize,
): void {
  for (let cell = 0; cell < cells; cell++) {
    const from = load<i32>(starts + (cell << 2));
    const end = load<i32>(starts + ((cell + 1) << 2));
    if (from < end) countCell(runs + (from << 2), end - from, entries, entryCount, voted, out + <usize>(cell * CELL));
  }
}

function countCell(runs: usize, count: i32, entries: usize, entryCount: i32, voted: usize, out: usize): void {
  let all = 0;
  for (let i = 0; i < count; i++) {
    const run = load<i32>(runs + (i << 2));
    const entry = entryOf(run & PLACE_MASK, entries, entryCount, voted);
    const number = run >>> PLACE_BITS;
    store<u8>(ballots + i, entry);
    const at = votes + (entry << 2);
    store<i32>(at, load<i32>(at) + number);
    all += number;
  }
  const first = mostVoted(count, -1);
  const most = load<i32>(votes + (first << 2));
  const second = most === all ? first : mostVoted(count, first);
  const next = most === all ? 0 : load<i32>(votes + (second << 2));
  for (let i = 0; i < count; i++) store<i32>(votes + ((<usize>load<u8>(ballots + i)) << 2), 0);
  memory.copy(out, entries + <usize>(first * 12), 12);
  memory.copy(out + 12, entries + <usize>(second * 12), 12);
  store<f32>(out, <f32>most / <f32>(most + next), 24);
}

function entryOf(place: i32, entries: usize, entryCount: i32, voted: usize): i32 {
  const known = <i32>load<u8>(voted + place);
  if (known > 0) return known - 1;
  const color = colorAt(place);
  let best = 0;
  let least: f32 = Infinity;
  for (let entry = 0; entry < entryCount; entry++) {
    const at = entries + <usize>(entry * 12);
    const l = load<f32>(color) - load<f32>(at);
    const a = load<f32>(color, 4) - load<f32>(at, 4);
    const b = load<f32>(color, 8) - load<f32>(at, 8);
    const far = l * l + a * a + b * b;
    if (far >= least) continue;
    least = far;
    best = entry;
  }
  store<u8>(voted + place, best + 1);
  return best;
}

/** Of the entries on the ballots, but for one, that with the most votes; the first of the palette among equals. */
function mostVoted(count: i32, but: i32): i32 {
  let best = -1;
  let most = 0;
  for (let i = 0; i < count; i++) {
    const entry = <i32>load<u8>(ballots + i);
    const number = load<i32>(votes + (entry << 2));
    if (entry === but || number < most || (number === most && entry > best)) continue;
    best = entry;
    most = number;
  }
  return best;
}

/** As `countVotes` without any entries: writes the mean of each cell's samples. */
export function meanOfRuns(starts: usize, runs: usize, cells: i32, out: usize): void {
  for (let cell = 0; cell < cells; cell++) {
    const from = load<i32>(starts + (cell << 2));
    const end = load<i32>(starts + ((cell + 1) << 2));
    if (from === end) continue;
    let all: f32 = 0;
    let l: f32 = 0;
    let a: f32 = 0;
    let b: f32 = 0;
    for (let i = from; i < end; i++) {
      const run = load<i32>(runs + (i << 2));
      const count = <f32>(run >>> PLACE_BITS);
      const color = colorAt(run & PLACE_MASK);
      all += count;
      l += count * load<f32>(color);
      a += count * load<f32>(color, 4);
      b += count * load<f32>(color, 8);
    }
    writeOne(out + <usize>(cell * CELL), l / all, a / all, b / all);
  }
}
