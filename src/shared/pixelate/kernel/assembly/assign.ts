import { entries, nearestEntry, squaredTo } from './nearest';
import { ditherPartner } from './partner';

/** Gives cells their palette entries. */

/** How much steadier a cell is whose source stood still. */
const STILL: f64 = 2;

/** From `setAssign` on. */
let width: i32 = 0;
let steadiness: f64 = 0;
let thresholds: usize = 0;
let side: i32 = 0;

/** The colour at hand; a dither moves it, in single precision. */
let l: f64 = 0;
let a: f64 = 0;
let b: f64 = 0;

/**
 * Tells how wide frames are in cells, how much farther off (OKLab) than the nearest entry the one before may be, and the
 * pattern of an ordered dither (f32, `patternSide` a side), or 0.
 */
export function setAssign(frameWidth: i32, farther: f64, patternAt: usize, patternSide: i32): void {
  width = frameWidth;
  steadiness = farther;
  thresholds = patternAt;
  side = patternSide;
}

/**
 * Writes an entry for each cell of a frame (u8; 0 is transparent, those of `setEntries` begin at 1), which are told by their
 * colours (three f32 each), by whether they are opaque and how still they stood (u8 each), and by their entries in the frame
 * before, or 0.
 */
export function assignCells(colors: usize, opaque: usize, still: usize, before: usize, cells: i32, out: usize): void {
  for (let cell = 0; cell < cells; cell++, colors += 12) {
    store<u8>(out + cell, 0);
    if (load<u8>(opaque + cell) === 0) continue;
    l = <f64>load<f32>(colors);
    a = <f64>load<f32>(colors, 4);
    b = <f64>load<f32>(colors, 8);
    let best = nearestEntry(l, a, b);
    if (thresholds !== 0) {
      const second = ditherPartner(l, a, b, best);
      if (second >= 0) best = dithered(best, second, thresholdAt(cell));
    }
    const had = before === 0 ? 0 : <i32>load<u8>(before + cell);
    const steadier = load<u8>(still + cell) === 0 ? steadiness : STILL * steadiness;
    const stays = had !== 0 && had !== best + 1 && sqrt<f64>(far(had - 1)) < sqrt<f64>(far(best)) + steadier;
    store<u8>(out + cell, stays ? had : best + 1);
  }
}

/** The square of the distance of the colour at hand from an entry. */
function far(entry: i32): f64 {
  return squaredTo(entry, l, a, b);
}

/** Moves the colour along the line between two entries and says which is then the nearer one. */
function dithered(best: i32, second: i32, place: f64): i32 {
  const one = entries + <usize>best * 12;
  const other = entries + <usize>second * 12;
  const stepL = <f64>load<f32>(other) - <f64>load<f32>(one);
  const stepA = <f64>load<f32>(other, 4) - <f64>load<f32>(one, 4);
  const stepB = <f64>load<f32>(other, 8) - <f64>load<f32>(one, 8);
  // The lighter one comes first at the same places, whichever is nearer: a ramp goes through the pattern without a fold.
  const threshold = stepL > 0 ? place : 1 - place;
  const alongL = (l - <f64>load<f32>(one)) * stepL;
  const alongA = (a - <f64>load<f32>(one, 4)) * stepA;
  const along = alongL + alongA + (b - <f64>load<f32>(one, 8)) * stepB;
  const length = stepL * stepL + stepA * stepA + stepB * stepB;
  l = <f64>(<f32>(l + (0.5 - threshold) * stepL));
  a = <f64>(<f32>(a + (0.5 - threshold) * stepA));
  b = <f64>(<f32>(b + (0.5 - threshold) * stepB));
  return along > threshold * length ? second : best;
}

/** The pattern lies still over the frame. */
function thresholdAt(cell: i32): f64 {
  const x = cell % width;
  const y = cell / width;
  return <f64>load<f32>(thresholds + (((y % side) * side + (x % side)) << 2));
}
