/**
 * Whole milliseconds for each of `counts` (how many source frames each frame stands for) at `fps`, so that their sum
 * is the true length to the millisecond: 12 fps becomes 83, 84, 83 and so on.
 */
export function durations(counts: readonly number[], fps: number): readonly number[] {
  let before = 0;
  return counts.map((count) => {
    const start = Math.round((before * 1000) / fps);
    before += count;
    return Math.max(1, Math.round((before * 1000) / fps) - start);
  });
}
