/** How many samples of the subject the lines of a matte have. */

/** Adds a line (u16) of `count` values to sums (u32). */
export function addLine(line: usize, count: i32, sums: usize): void {
  for (let i = 0; i < count; i++) {
    const at = sums + <usize>(i << 2);
    store<i32>(at, load<i32>(at) + <i32>load<u16>(line + (i << 1)));
  }
}

/** Where in a line of `count` values (u16) those that are not 0 begin; 0 where all are. */
export function beginOf(line: usize, count: i32): i32 {
  for (let i = 0; i < count; i++) if (load<u16>(line + (i << 1)) !== 0) return i;
  return 0;
}

/** The place after the last of them. */
export function endOf(line: usize, count: i32): i32 {
  for (let i = count; i > 0; i--) if (load<u16>(line + ((i - 1) << 1)) !== 0) return i;
  return 0;
}
