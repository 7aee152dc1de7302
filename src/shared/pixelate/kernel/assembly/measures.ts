import { rounded } from './rounded';

/** What can be told of finished frames: their entries are u8, 0 is transparent. */

/** Of a cell that is at rest from the frame before. */
const AT_REST: i32 = 2;
/** OKLab. */
const FAR: f64 = 0.1;
const FARTHEST: f64 = 0.25;

/**
 * Counts for each cell of a frame where it is at rest (`still`, u8) and where its entry is another one than before all the
 * same, onto what `rests` and `changes` hold (u32 each).
 */
export function countFlicker(
  still: usize,
  before: usize,
  frame: usize,
  cells: i32,
  rests: usize,
  changes: usize,
): void {
  for (let cell = 0; cell < cells; cell++) {
    if (<i32>load<u8>(still + cell) !== AT_REST) continue;
    const at = (<usize>cell) << 2;
    store<u32>(rests + at, load<u32>(rests + at) + 1);
    if (load<u8>(frame + cell) !== load<u8>(before + cell)) store<u32>(changes + at, load<u32>(changes + at) + 1);
  }
}

/**
 * Writes for each cell which share of the times that it was at rest it changed (u8, 255 is all), and adds both numbers up
 * into two f64 at `totals`.
 */
export function flickerMap(rests: usize, changes: usize, cells: i32, out: usize, totals: usize): void {
  for (let cell = 0; cell < cells; cell++) {
    const rest = <f64>load<u32>(rests + (cell << 2));
    const change = <f64>load<u32>(changes + (cell << 2));
    store<u8>(out + cell, rounded((255 * change) / max<f64>(1, rest)));
    store<f64>(totals, load<f64>(totals) + rest);
    store<f64>(totals, load<f64>(totals, 8) + change, 8);
  }
}

/**
 * Writes how far each opaque cell's colour (three f32) is from that of its entry (three f32, the first one's is transparent):
 * u8, 255 at `FARTHEST` and more. Adds to two f64 at `totals` how many are opaque and how many are far off.
 */
export function measureOff(colors: usize, frame: usize, cells: i32, entries: usize, out: usize, totals: usize): void {
  let opaque = 0;
  let far = 0;
  for (let cell = 0; cell < cells; cell++, colors += 12) {
    const index = <usize>load<u8>(frame + cell);
    store<u8>(out + cell, 0);
    if (index === 0) continue;
    const entry = entries + index * 12;
    const l = <f64>load<f32>(colors) - <f64>load<f32>(entry);
    const a = <f64>load<f32>(colors, 4) - <f64>load<f32>(entry, 4);
    const b = <f64>load<f32>(colors, 8) - <f64>load<f32>(entry, 8);
    const distance = sqrt<f64>(l * l + a * a + b * b);
    opaque++;
    if (distance > FAR) far++;
    store<u8>(out + cell, rounded(255 * min<f64>(1, distance / FARTHEST)));
  }
  store<f64>(totals, load<f64>(totals) + <f64>opaque);
  store<f64>(totals, load<f64>(totals, 8) + <f64>far, 8);
}

/** Notes in 256 bytes which entries a frame is drawn with. */
export function markUsed(frame: usize, cells: i32, used: usize): void {
  for (let cell = 0; cell < cells; cell++) store<u8>(used + load<u8>(frame + cell), 1);
}

/** Gives each cell the entry that `places` (u8) has for its own. */
export function renumber(frame: usize, cells: i32, places: usize): void {
  for (let cell = 0; cell < cells; cell++) store<u8>(frame + cell, load<u8>(places + load<u8>(frame + cell)));
}

/** The cell in the middle of the lowest line of a frame that is not empty; -1 where all are. */
export function footOf(frame: usize, cells: i32, width: i32): i32 {
  let last = cells - 1;
  while (last >= 0 && load<u8>(frame + last) === 0) last--;
  if (last < 0) return -1;
  const line = last - (last % width);
  let first = line;
  while (load<u8>(frame + first) === 0) first++;
  return line + ((first + last - 2 * line) >> 1);
}
