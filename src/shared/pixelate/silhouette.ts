import type { Shift } from './align.ts';
import { kernel } from './kernel/kernel.ts';
import type { Box } from './rawVideo.ts';

/** How many chroma samples of the subject lie in each column and row of a matte. */
export interface Silhouette {
  readonly columns: Uint16Array;
  readonly rows: Uint16Array;
}

/**
 * The box around the subject over all frames, in pixels of the raw frames; undefined when there is none. Rows and
 * columns that hold less than `least` samples over all frames together are no part of it.
 *
 * @param shifts how far each frame is taken to be shifted, in pixels of the raw frames; not at all where left out
 */
export function subjectBox(
  silhouettes: readonly Silhouette[],
  least: number,
  shifts: readonly Shift[] = [],
): Box | undefined {
  const x = extent(
    silhouettes.map((one) => one.columns),
    shifts.map((shift) => shift.x),
    least,
  );
  const y = extent(
    silhouettes.map((one) => one.rows),
    shifts.map((shift) => shift.y),
    least,
  );
  return x && y && { left: x[0], right: x[1], top: y[0], bottom: y[1] };
}

/** From where to where the sum of the lines, each shifted back, is enough. */
function extent(
  lines: readonly Uint16Array[],
  shifts: readonly number[],
  least: number,
): readonly [number, number] | undefined {
  const steps = lines.map((_, i) => Math.round((shifts[i] ?? 0) / 2));
  const reach = Math.max(0, ...steps.map(Math.abs));
  const length = (lines[0]?.length ?? 0) + 2 * reach;
  const sumAt = kernel.put('silhouetteSum', new Uint32Array(length));
  for (const [k, line] of lines.entries()) {
    const from = reach - (steps[k] ?? 0);
    kernel.call.addLine(kernel.put('silhouetteLine', line), line.length, sumAt + 4 * from);
  }
  const sum = kernel.view(Uint32Array, sumAt, length);
  const counts = (count: number): boolean => count >= least;
  const first = sum.findIndex(counts);
  return first < 0 ? undefined : [2 * (first - reach), 2 * (sum.findLastIndex(counts) + 1 - reach)];
}
