/** Browsers show frames that state less than this for a tenth of a second instead. */
const LEAST = 2;

/**
 * Frame durations (milliseconds) in hundredths of a second, the only unit GIF has. What is cut off one frame is added to
 * a later one, so that the whole cycle keeps its length to half a hundredth: 12 frames a second become 8, 8, 9. Only
 * frames under 20 ms, which browsers would slow down, become longer.
 */
export function gifDelays(durations: readonly number[]): number[] {
  const delays: number[] = [];
  let [milliseconds, hundredths] = [0, 0];
  durations.forEach((duration, frame) => {
    milliseconds += duration;
    // The sum of thirds must not fall short of a whole by rounding.
    const exact = milliseconds / 10 + 1e-9;
    const end = frame === durations.length - 1 ? Math.round(exact) : Math.floor(exact);
    const delay = Math.min(0xffff, Math.max(LEAST, end - hundredths));
    hundredths += delay;
    delays.push(delay);
  });
  return delays;
}
