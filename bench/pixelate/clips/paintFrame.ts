import { blue, green, red } from '../../../src/shared/sprite/color.ts';
import { VIDEO_HEIGHT, VIDEO_WIDTH } from './place.ts';
import { SIDE } from './sprites/indexCanvas.ts';

/** What one row or column of the video sees of the sprite's: from `first` on, a weight each; together at most 1. */
interface Sight {
  readonly first: number;
  readonly weights: readonly number[];
}

/**
 * Paints a sprite over a backdrop as rgb24: every pixel is the exact mean of what it covers, blurred by a Gaussian of
 * the given sigma. Both are separable, so each row and column has its own small set of weights and nothing is
 * resampled twice.
 *
 * @param at corner of the sprite in pixels of the video, at any fraction
 */
export function paintFrame(
  backdrop: Float32Array,
  indices: Uint8Array,
  palette: readonly number[],
  at: { readonly x: number; readonly y: number; readonly cell: number; readonly blur: number },
): Uint8ClampedArray {
  // Such an array rounds and clips by itself.
  const out = new Uint8ClampedArray(backdrop);
  const columns = sights(VIDEO_WIDTH, at.x, at.cell, at.blur);
  const rows = sights(VIDEO_HEIGHT, at.y, at.cell, at.blur);
  const line = new Float32Array(SIDE * 4);
  for (const [y, row] of rows.entries()) {
    if (row.weights.length === 0) continue;
    sumRows(line, indices, palette, row);
    for (const [x, column] of columns.entries()) {
      if (column.weights.length > 0) blend(out, backdrop, 3 * (y * VIDEO_WIDTH + x), line, column);
    }
  }
  return out;
}

/** Weighted sum of the sprite's rows: red, green, blue, each times opacity, and opacity (0 to 1) of each column. */
function sumRows(line: Float32Array, indices: Uint8Array, palette: readonly number[], row: Sight): void {
  line.fill(0);
  for (const [i, weight] of row.weights.entries()) {
    const start = (row.first + i) * SIDE;
    for (let column = 0; column < SIDE; column++) {
      const index = indices[start + column] ?? 0;
      if (index === 0) continue;
      const color = palette[index] ?? 0;
      const to = 4 * column;
      line[to] = (line[to] ?? 0) + weight * red(color);
      line[to + 1] = (line[to + 1] ?? 0) + weight * green(color);
      line[to + 2] = (line[to + 2] ?? 0) + weight * blue(color);
      line[to + 3] = (line[to + 3] ?? 0) + weight;
    }
  }
}

function blend(out: Uint8ClampedArray, backdrop: Float32Array, at: number, line: Float32Array, column: Sight): void {
  let [r, g, b, opacity] = [0, 0, 0, 0];
  for (const [i, weight] of column.weights.entries()) {
    const from = 4 * (column.first + i);
    r += weight * (line[from] ?? 0);
    g += weight * (line[from + 1] ?? 0);
    b += weight * (line[from + 2] ?? 0);
    opacity += weight * (line[from + 3] ?? 0);
  }
  if (opacity < 1e-5) return;
  for (const [k, value] of [r, g, b].entries()) {
    out[at + k] = value + (1 - opacity) * (backdrop[at + k] ?? 0);
  }
}

/** For each of `count` pixels the cells it sees: the integral of a box one pixel wide, blurred, over each cell. */
function sights(count: number, start: number, cell: number, sigma: number): readonly Sight[] {
  const reach = 4 * sigma;
  return Array.from({ length: count }, (_, pixel) => {
    const first = Math.max(0, Math.floor((pixel - reach - start) / cell));
    const last = Math.min(SIDE - 1, Math.floor((pixel + 1 + reach - start) / cell));
    const weights = Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => {
      const left = start + (first + i) * cell - pixel;
      const right = left + cell;
      return ramp(right, sigma) - ramp(right - 1, sigma) - ramp(left, sigma) + ramp(left - 1, sigma);
    });
    return { first, weights };
  });
}

/** Integral of the normal distribution function. */
function ramp(z: number, sigma: number): number {
  const t = z / sigma;
  return z * cumulative(t) + (sigma * Math.exp((-t * t) / 2)) / Math.sqrt(2 * Math.PI);
}

/** Abramowitz and Stegun 7.1.26; off by at most 1.5e-7. */
function cumulative(t: number): number {
  const z = Math.abs(t) / Math.SQRT2;
  const k = 1 / (1 + 0.3275911 * z);
  const poly = k * (0.254829592 + k * (-0.284496736 + k * (1.421413741 + k * (-1.453152027 + k * 1.061405429))));
  const tail = (poly * Math.exp(-z * z)) / 2;
  return t >= 0 ? 1 - tail : tail;
}
