import { SURE } from './matteColors';

/**
 * The pieces of a picture: samples that hang together over their four neighbours, all of the backdrop or all of the
 * subject. Rows are cut into runs and runs that touch are joined (union-find), which is far quicker than a flood when
 * pieces are large.
 */

/**
 * Of each run, as i32: where it begins, counted in the area row by row, with two bits below; the number of one before it of
 * the same piece, or its own; how many of its samples are SURE; and of the first run of a piece how many samples that has.
 * A run ends where the next one begins.
 */
const RUN: usize = 16;
const PARENT: usize = 4;
const SURES: usize = 8;
const SIZE: usize = 12;
/** The bits: it is of the backdrop; it touches the area's border. */
const BACKDROP: i32 = 1;
const BORDER: i32 = 2;
const BITS: i32 = 2;

let runs: usize = 0;
let count: i32 = 0;
/** The first run of the last row. */
let above: i32 = 0;

/** Begins a picture; there is room for as many runs as samples at `runsAt`, and one more. */
export function beginRuns(runsAt: usize): void {
  runs = runsAt;
  count = 0;
  above = 0;
  store<i32>(runs, 0);
}

function runAt(i: i32): usize {
  return runs + <usize>i * RUN;
}

/** Where a run begins. */
export function fromOf(i: i32): i32 {
  return load<i32>(runAt(i)) >> BITS;
}

/**
 * Adds a row of `width` classes (u8), 64 of which can be read after its end.
 *
 * @param isOuter whether it is the first or the last row
 */
export function addRow(classes: usize, width: i32, isOuter: bool): void {
  const first = count;
  const start = fromOf(first);
  let isBackdrop = <i32>(load<u8>(classes) !== 0);
  // Of the sample before, which the first one does not differ from.
  let last = <u64>isBackdrop;
  begin(start, isBackdrop);
  for (let x = 0; x < width; x += 64) {
    const valid = width - x >= 64 ? ~(<u64>0) : ((<u64>1) << (<u64>(width - x))) - 1;
    const at = classes + x;
    const backdrop = backdropBits(at) | (backdropBits(at + 32) << 32);
    let sure = (sureBits(at) | (sureBits(at + 32) << 32)) & valid;
    let changes = (backdrop ^ ((backdrop << 1) | last)) & valid;
    last = backdrop >>> 63;
    while (changes !== 0) {
      const step = ctz(changes);
      const before = ((<u64>1) << step) - 1;
      addSure(<i32>popcnt(sure & before));
      sure &= ~before;
      changes &= changes - 1;
      isBackdrop ^= 1;
      begin(start + x + <i32>step, isBackdrop);
    }
    addSure(<i32>popcnt(sure));
  }
  // Where the next row begins.
  store<i32>(runAt(count), (start + width) << BITS);
  mark(first, isOuter);
  join(first, width);
  above = first;
}

/** A bit for each of 32 samples: whether it is the backdrop's, and whether surely. */
function backdropBits(at: usize): u64 {
  const none = i8x16.splat(0);
  const low = i8x16.bitmask(i8x16.ne(v128.load(at), none));
  const high = i8x16.bitmask(i8x16.ne(v128.load(at, 16), none));
  return <u64>low | ((<u64>high) << 16);
}

function sureBits(at: usize): u64 {
  const sure = i8x16.splat(<i8>SURE);
  const low = i8x16.bitmask(i8x16.eq(v128.load(at), sure));
  const high = i8x16.bitmask(i8x16.eq(v128.load(at, 16), sure));
  return <u64>low | ((<u64>high) << 16);
}

function begin(from: i32, isBackdrop: i32): void {
  const at = runAt(count);
  store<i32>(at, (from << BITS) | isBackdrop);
  store<i32>(at, count, PARENT);
  store<i32>(at, 0, SURES);
  count++;
}

function addSure(sure: i32): void {
  const at = runAt(count - 1);
  store<i32>(at, load<i32>(at, SURES) + sure, SURES);
}

/** Tells which of the row's runs touch the border. */
function mark(first: i32, isOuter: bool): void {
  for (let i = isOuter ? first : count - 1; i < count; i++) touch(i);
  touch(first);
}

function touch(i: i32): void {
  const at = runAt(i);
  store<i32>(at, load<i32>(at) | BORDER);
}

/** Joins the runs from `first` on with those of the row above. */
function join(first: i32, width: i32): void {
  let k = above;
  for (let i = first; i < count; i++) {
    const from = fromOf(i) - width;
    const to = fromOf(i + 1) - width;
    for (; k < first; k++) {
      if (fromOf(k) >= to) break;
      const end = fromOf(k + 1);
      if (end > from && isBackdropAt(i) === isBackdropAt(k)) joinTwo(k, i);
      // The one above may reach over the next run too.
      if (end > to) break;
    }
  }
}

function isBackdropAt(i: i32): i32 {
  return load<i32>(runAt(i)) & BACKDROP;
}

function joinTwo(i: i32, k: i32): void {
  const one = firstOf(i);
  const other = firstOf(k);
  store<i32>(runAt(max(one, other)), min(one, other), PARENT);
}

/** The first run of its piece. */
function firstOf(i: i32): i32 {
  let run = i;
  let parent = parentOf(run);
  while (parent !== run) {
    // The way is halved for those who come later.
    const grand = parentOf(parent);
    store<i32>(runAt(run), grand, PARENT);
    run = grand;
    parent = parentOf(run);
  }
  return run;
}

function parentOf(i: i32): i32 {
  return load<i32>(runAt(i), PARENT);
}

/** To be called when all rows are there: sums up the pieces and leads each run to the first one of its own. */
export function sumPieces(): void {
  for (let i = 0; i < count; i++) {
    const at = runAt(i);
    const size = fromOf(i + 1) - fromOf(i);
    const first = firstOf(i);
    if (first === i) {
      store<i32>(at, size, SIZE);
      continue;
    }
    const sum = runAt(first);
    store<i32>(at, first, PARENT);
    store<i32>(sum, load<i32>(sum, SIZE) + size, SIZE);
    store<i32>(sum, load<i32>(sum, SURES) + load<i32>(at, SURES), SURES);
    store<i32>(sum, load<i32>(sum) | (load<i32>(at) & BORDER));
  }
}

/**
 * Whether a run's piece is the subject's: one of the backdrop's class that lies within it and is no hole, which has at
 * least `leastHole` sure samples; of others those with at least `leastPiece` samples.
 */
export function isSubject(i: i32, leastPiece: i32, leastHole: i32, removesHoles: bool): bool {
  const at = runAt(parentOf(i));
  const size = load<i32>(at, SIZE);
  const bits = load<i32>(at);
  if ((bits & BACKDROP) === 0) return size >= leastPiece;
  const sures = load<i32>(at, SURES);
  const isHole = removesHoles && sures >= leastHole && 2 * sures >= size;
  return (bits & BORDER) === 0 && !isHole;
}
