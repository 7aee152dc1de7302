/** Durations as whole milliseconds: the times at which frames end are rounded, so that errors do not add up. */
export function wholeDurations(durations: readonly number[]): number[] {
  let end = 0;
  return durations.map((duration) => {
    const start = Math.round(end);
    end += duration;
    return Math.round(end) - start;
  });
}
