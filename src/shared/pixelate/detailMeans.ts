import type { CellGather } from './cellGather.ts';
import { type CellSamples, COVERAGE, FIELDS } from './cellSamples.ts';
import type { Grid } from './grid.ts';

/** OKLab distance that counts as all of a difference; only its ratio to others matters. */
const UNIT = 1e-4;

/**
 * Replaces the mean of each cell by one in which a sample counts the more the more it differs from the surroundings:
 * its distance from the smoothed means, to the power of `detail`. After Weber, Waechter, Amend, Guthe and Goesele,
 * "Rapid, detail-preserving image downscaling", 2016.
 *
 * @param gatherAt gathers a cell's samples anew; their number
 */
export function detailMeans(
  out: CellSamples,
  grid: Grid,
  { colors, lookUp }: Pick<CellGather, 'colors' | 'lookUp'>,
  gatherAt: (column: number, row: number) => number,
  detail: number,
): void {
  const smooth = smoothed(out, grid);
  for (let row = 0, cell = 0; row < grid.height; row++) {
    for (let column = 0; column < grid.width; column++, cell++) {
      if (out[cell * FIELDS + COVERAGE] === 0) continue;
      const count = gatherAt(column, row);
      lookUp(count);
      weighedMean(colors, count, smooth, 3 * cell, detail, out, cell * FIELDS);
    }
  }
}

function weighedMean(
  colors: Float64Array,
  count: number,
  smooth: Float32Array,
  from: number,
  power: number,
  out: CellSamples,
  at: number,
): void {
  const [l0, a0, b0] = [smooth[from] ?? 0, smooth[from + 1] ?? 0, smooth[from + 2] ?? 0];
  let [weights, sumL, sumA, sumB] = [0, 0, 0, 0];
  for (let i = 0; i < 3 * count; i += 3) {
    const l = colors[i] ?? 0;
    const a = colors[i + 1] ?? 0;
    const b = colors[i + 2] ?? 0;
    const weight = (UNIT + Math.sqrt((l - l0) ** 2 + (a - a0) ** 2 + (b - b0) ** 2)) ** power;
    weights += weight;
    sumL += weight * l;
    sumA += weight * a;
    sumB += weight * b;
  }
  out[at] = out[at + 3] = sumL / weights;
  out[at + 1] = out[at + 4] = sumA / weights;
  out[at + 2] = out[at + 5] = sumB / weights;
}

/** The means of all cells, each weighed with its neighbours' as [1 2 1] both ways, as far as those show the subject. */
function smoothed(out: CellSamples, { width, height }: Grid): Float32Array {
  const smooth = new Float32Array(width * height * 3);
  for (let y = 0, cell = 0; y < height; y++) {
    for (let x = 0; x < width; x++, cell++) {
      let [weights, l, a, b] = [0, 0, 0, 0];
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const at = (cell + dy * width + dx) * FIELDS;
          if (out[at + COVERAGE] === 0) continue;
          const weight = (dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1);
          weights += weight;
          l += weight * (out[at] ?? 0);
          a += weight * (out[at + 1] ?? 0);
          b += weight * (out[at + 2] ?? 0);
        }
      }
      if (weights === 0) continue;
      smooth[3 * cell] = l / weights;
      smooth[3 * cell + 1] = a / weights;
      smooth[3 * cell + 2] = b / weights;
    }
  }
  return smooth;
}
