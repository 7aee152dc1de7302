/** Black bars of frames. */

/**
 * How many lines are black one after the other, at most `most`. A line is `count` values of luma, `step` apart, the first
 * one at `start`, and the next one's begin `lineStep` away; black is less than `black`.
 */
export function darkLines(start: usize, lineStep: i32, step: i32, count: i32, black: i32, most: i32): i32 {
  let lines = 0;
  for (; lines < most; lines++) {
    if (!isDark(start + <usize>(lines * lineStep), step, count, black)) break;
  }
  return lines;
}

function isDark(start: usize, step: i32, count: i32, black: i32): bool {
  let at = start;
  for (let i = 0; i < count; i++, at += step) if (<i32>load<u8>(at) >= black) return false;
  return true;
}

/** How many values of a line are not black. */
export function countBright(start: usize, step: i32, count: i32, black: i32): i32 {
  let bright = 0;
  let at = start;
  for (let i = 0; i < count; i++, at += step) bright += <i32>(<i32>load<u8>(at) >= black);
  return bright;
}

/** The sum of a line's values. */
export function sumLine(start: usize, step: i32, count: i32): i32 {
  let sum = 0;
  let at = start;
  for (let i = 0; i < count; i++, at += step) sum += <i32>load<u8>(at);
  return sum;
}
