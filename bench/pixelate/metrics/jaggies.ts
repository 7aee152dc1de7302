import type { Playback } from './playback.ts';

/**
 * Steps in a thousand of the outline's that break its rhythm: along the upper, lower, left and right contour the
 * lengths of straight runs should grow or shrink steadily; a run at least two pixels shorter, or longer, than both its
 * neighbours is a jag.
 */
export function jaggies({ frames, width, height }: Playback): number {
  let [steps, jags] = [0, 0];
  for (const frame of frames) {
    for (const contour of contours(frame, width, height)) {
      for (const lengths of slopes(contour)) {
        steps += lengths.reduce((sum, length) => sum + length, 0);
        for (let k = 1; k + 1 < lengths.length; k++) {
          const [before = 0, length = 0, after = 0] = lengths.slice(k - 1, k + 2);
          const [rise, fall] = [length - before, after - length];
          if (rise * fall < 0 && Math.min(Math.abs(rise), Math.abs(fall)) >= 2) jags++;
        }
      }
    }
  }
  return (1000 * jags) / Math.max(1, steps);
}

/** First opaque pixel of each line, from each of the four sides; -1 where there is none. */
function contours(frame: Uint32Array, width: number, height: number): readonly (readonly number[])[] {
  const columns = Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (_, y) => frame[y * width + x]),
  );
  const rows = Array.from({ length: height }, (_, y) => Array.from(frame.subarray(y * width, (y + 1) * width)));
  const first = (line: readonly (number | undefined)[]): number => line.findIndex((color) => color !== 0);
  const last = (line: readonly (number | undefined)[]): number => line.findLastIndex((color) => color !== 0);
  return [columns.map(first), columns.map(last), rows.map(first), rows.map(last)];
}

/** Lengths of the runs of equal depth in each stretch that only rises, or only falls, by one pixel a step. */
function slopes(contour: readonly number[]): readonly (readonly number[])[] {
  const found: number[][] = [];
  let lengths: number[] = [];
  let direction = 0;
  for (const [i, depth] of contour.entries()) {
    const step = depth - (contour[i - 1] ?? -1);
    if (i > 0 && depth >= 0 && step === 0) lengths.push((lengths.pop() ?? 0) + 1);
    else if (depth >= 0 && contour[i - 1] !== -1 && Math.abs(step) === 1 && (direction === 0 || step === direction)) {
      direction = step;
      lengths.push(1);
    } else {
      found.push(lengths);
      lengths = depth >= 0 ? [1] : [];
      direction = 0;
    }
  }
  return [...found, lengths].filter((slope) => slope.length > 2);
}
