import { rounded } from './rounded';

/** Chooses one of each cell's two colours, or none, with the frame before in view. */

/** Bytes of a cell of samples: two colours, the first one's share, the subject's share of the cell. */
const CELL: usize = 32;
const SHARE: usize = 24;
const COVERAGE: usize = 28;

/** OKLab: nearer than this, a cluster has the colour that the cell showed before. */
const SAME_COLOR: f64 = 0.06;
/** OKLab: a cell whose mean moves less than the first has stood still, less than the second is at rest. */
const STILL: f64 = 0.02;
const REST: f64 = 0.01;
/** What is told of them; 0 of what moved. */
const STOOD_STILL: i32 = 1;
const AT_REST: i32 = 2;
/** How much more the colour before gains where the source stood still. */
const STILL_STICK: f64 = 5;
/** Lightness: farther apart, the darker one of two clusters counts as an outline. */
const OUTLINE_STEP: f64 = 0.18;
/** A cell turns opaque a little later, and stays opaque a little longer. */
const LATER: f64 = 0.1;

/** From `setSettle` on. */
let stick: f64 = 0;
let outline: f64 = 0;
let least: f64 = 0;

/** Tells what a cluster gains by having been shown before and by being an outline, and how much must be covered. */
export function setSettle(stickShare: f64, outlineShare: f64, coverage: f64): void {
  stick = stickShare;
  outline = outlineShare;
  least = coverage;
}

/**
 * Settles cells: writes their colours (three f32 each), behind all of them whether they are opaque (u8 each), then how much
 * is covered (u8), then how still they stood (u8).
 *
 * @param before samples of the frame before; 0 at the first one
 * @param shown colours that were written of it
 * @param shownOpaque whether they were opaque
 */
export function settleCells(
  samples: usize,
  before: usize,
  shown: usize,
  shownOpaque: usize,
  cells: i32,
  out: usize,
): void {
  const count = <usize>cells;
  const opaque = out + 12 * count;
  const coverage = opaque + count;
  const still = coverage + count;
  memory.fill(out, 0, 15 * count);
  for (let cell: usize = 0; cell < count; cell++) {
    const at = samples + cell * CELL;
    const covered = <f64>load<f32>(at, COVERAGE);
    if (covered === 0) continue;
    store<u8>(coverage + cell, rounded(255 * covered));
    const wasOpaque = before !== 0 && load<u8>(shownOpaque + cell) !== 0;
    const limit = before === 0 ? least : least + (wasOpaque ? -LATER : LATER);
    if (covered < limit) continue;
    const stillness = wasOpaque ? stillnessOf(at, before + cell * CELL) : 0;
    store<u8>(opaque + cell, 1);
    store<u8>(still + cell, stillness);
    const gain = stillness > 0 ? STILL_STICK * stick : stick;
    const from = favorsFirst(at, wasOpaque ? shown + 12 * cell : 0, gain) ? at : at + 12;
    const to = out + 12 * cell;
    store<f32>(to, load<f32>(from));
    store<f32>(to, load<f32>(from, 4), 4);
    store<f32>(to, load<f32>(from, 8), 8);
  }
}

/** Whether the first of a cell's two clusters is to be shown. `before` is the colour that was, or 0. */
function favorsFirst(at: usize, before: usize, gain: f64): bool {
  let first = <f64>load<f32>(at, SHARE);
  let second = 1 - first;
  if (second === 0) return true;
  const step = <f64>load<f32>(at) - <f64>load<f32>(at, 12);
  if (step < -OUTLINE_STEP) first += outline;
  if (step > OUTLINE_STEP) second += outline;
  if (before !== 0) {
    if (isNear(at, before)) first += gain;
    if (isNear(at + 12, before)) second += gain;
  }
  return first >= second;
}

function isNear(one: usize, other: usize): bool {
  const l = <f64>load<f32>(one) - <f64>load<f32>(other);
  const a = <f64>load<f32>(one, 4) - <f64>load<f32>(other, 4);
  const b = <f64>load<f32>(one, 8) - <f64>load<f32>(other, 8);
  return l * l + a * a + b * b < SAME_COLOR * SAME_COLOR;
}

/** How little the mean of a cell's samples moved. */
function stillnessOf(now: usize, before: usize): i32 {
  const share = <f64>load<f32>(now, SHARE);
  const shareBefore = <f64>load<f32>(before, SHARE);
  const l = meanOf(now, share) - meanOf(before, shareBefore);
  const a = meanOf(now + 4, share) - meanOf(before + 4, shareBefore);
  const b = meanOf(now + 8, share) - meanOf(before + 8, shareBefore);
  const squared = l * l + a * a + b * b;
  if (squared >= STILL * STILL) return 0;
  return squared < REST * REST ? AT_REST : STOOD_STILL;
}

/** Of both clusters together, in the channel at `at`. */
function meanOf(at: usize, share: f64): f64 {
  return share * <f64>load<f32>(at) + (1 - share) * <f64>load<f32>(at, 12);
}
