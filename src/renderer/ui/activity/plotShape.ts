/** Tops that are read easily, as parts of a power of ten. */
const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** A round number at or above the largest value, for the top of a plot; 1 where there is nothing. */
export function topOf(values: readonly (number | null)[]): number {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  if (most === 0) return 1;
  const power = 10 ** Math.floor(Math.log10(most));
  return STEPS.map((step) => step * power).find((top) => top >= most) ?? most;
}

/** Where the largest value stands; undefined where all are nothing. The latest of equals. */
export function peakOf(values: readonly (number | null)[]): number | undefined {
  const most = Math.max(0, ...values.map((value) => value ?? 0));
  return most === 0 ? undefined : values.lastIndexOf(most);
}

/**
 * A line over values that stand `step` apart, as SVG paths: it breaks where there is no value, and a lone value is a dash
 * as wide as a bar.
 *
 * @param y The height of a value.
 */
export function linePaths(
  values: readonly (number | null)[],
  step: number,
  y: (value: number) => number,
): readonly string[] {
  return runsOf(values).map((run) => {
    const [first] = run;
    if (first && run.length === 1) return `M${first.at * step + 1},${y(first.value)}h${Math.max(step - 2, 1)}`;
    return `M${run.map(({ at, value }) => `${(at + 0.5) * step},${y(value)}`).join('L')}`;
  });
}

interface Point {
  readonly at: number;
  readonly value: number;
}

/** Neighbours that all have a value. */
function runsOf(values: readonly (number | null)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  values.forEach((value, at) => {
    if (value === null) return;
    const last = runs.at(-1);
    if (last?.at(-1)?.at === at - 1) last.push({ at, value });
    else runs.push([{ at, value }]);
  });
  return runs;
}
