/** Coefficients of 1, x, y, xx, xy, yy. */
export type Quadratic = readonly number[];

const TERMS = 6;

/** Values (any number of them) measured at places; x and y are best between -1 and 1. */
export interface Measured {
  readonly x: number;
  readonly y: number;
  readonly values: readonly number[];
}

/** Least squares: one quadratic for each value, all by one elimination of the normal equations. */
export function fitQuadratic(samples: readonly Measured[]): readonly Quadratic[] {
  const count = samples[0]?.values.length ?? 0;
  const columns = TERMS + count;
  const rows = Array.from({ length: TERMS }, () => new Float64Array(columns));
  const line = new Float64Array(columns);
  for (const { x, y, values } of samples) {
    line[0] = 1;
    line[1] = x;
    line[2] = y;
    line[3] = x * x;
    line[4] = x * y;
    line[5] = y * y;
    for (let k = 0; k < count; k++) line[TERMS + k] = values[k] ?? 0;
    for (let i = 0; i < TERMS; i++) {
      const row = rows[i];
      const weight = line[i] ?? 0;
      if (row) for (let k = i; k < columns; k++) row[k] = (row[k] ?? 0) + weight * (line[k] ?? 0);
    }
  }
  for (const [i, row] of rows.entries()) {
    for (let k = 0; k < i; k++) row[k] = rows[k]?.[i] ?? 0;
    // A little on the diagonal keeps a degenerate set of places solvable.
    row[i] = (row[i] ?? 0) + 1e-6 * samples.length;
  }
  eliminate(rows);
  return Array.from({ length: count }, (_, k) => rows.map((row, i) => (row[TERMS + k] ?? 0) / (row[i] ?? 1)));
}

export function evaluate(quadratic: Quadratic, x: number, y: number): number {
  const c0 = quadratic[0] ?? 0;
  const cx = quadratic[1] ?? 0;
  const cy = quadratic[2] ?? 0;
  const cxx = quadratic[3] ?? 0;
  const cxy = quadratic[4] ?? 0;
  const cyy = quadratic[5] ?? 0;
  return c0 + cx * x + cy * y + cxx * x * x + cxy * x * y + cyy * y * y;
}

/** Gauss and Jordan's way; the matrix is symmetric and positive, so no pivot is looked for. */
function eliminate(rows: readonly Float64Array[]): void {
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k < row.length; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
}
