import type { Sampler } from '../clip/clipSettings.ts';
import type { Grid } from './grid.ts';
import { EDGE, type Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { type YuvTable, yuvKey } from './yuvTable.ts';

/**
 * What a frame shows in each cell: FIELDS floats a cell. Two OKLab colours, the first one's share of the subject's
 * samples, and the subject's share of the cell.
 */
export type CellSamples = Float32Array;
export const FIELDS = 8;
export const SHARE = 6;
export const COVERAGE = 7;

/** Cells whose colours differ less have one colour. */
const ONE_COLOR = 0.035;
const ROUNDS = 3;
/** Share of a cell's samples that are enough to leave out those mixed with the backdrop. */
const ENOUGH = 0.3;

/**
 * Takes `side` x `side` samples from each cell and parts the subject's among them into two clusters (2-means in
 * OKLab), so that a cell on an edge can take one side's colour and not the blur between them. The k-centroid method
 * of Astropulse's pixeldetector.
 */
export function cellSampler(
  video: RawVideo,
  area: Box,
  grid: Grid,
  table: YuvTable,
  side: number,
  sampler: Sampler,
): (frame: Uint8Array, matte: Matte | undefined) => CellSamples {
  const columns = positions(grid.x, grid.cellWidth, grid.width * side, side, area.left, area.right);
  const rows = positions(grid.y, grid.cellHeight, grid.height * side, side, area.top, area.bottom);
  const colors = new Float32Array(side * side * 3);
  const { width, height } = video;
  const half = width >> 1;
  const planeU = width * height;
  const planeV = planeU + (planeU >> 2);

  /** How many of the last cell's samples show the subject. */
  let covered = 0;

  /**
   * Copies the subject's samples of one cell into `colors`, those from its edge only where there are few others; their
   * number.
   */
  function gather(frame: Uint8Array, matte: Matte | undefined, column: number, row: number): number {
    let inside = 0;
    let from = 3 * side * side;
    covered = 0;
    for (let j = row * side; j < row * side + side; j++) {
      const y = rows[j] ?? -1;
      if (y < 0) continue;
      for (let i = column * side; i < column * side + side; i++) {
        const x = columns[i] ?? -1;
        if (x < 0) continue;
        const chroma = (y >> 1) * half + (x >> 1);
        const place = matte === undefined ? 1 : (matte[chroma] ?? 0);
        if (place === 0) continue;
        const at = yuvKey(frame[y * width + x] ?? 0, frame[planeU + chroma] ?? 0, frame[planeV + chroma] ?? 0);
        // Inner samples fill the array from its start, those of the edge from its end.
        let to = 3 * inside;
        if (place === EDGE) {
          from -= 3;
          to = from;
        } else inside++;
        covered++;
        colors[to] = table[at] ?? 0;
        colors[to + 1] = table[at + 1] ?? 0;
        colors[to + 2] = table[at + 2] ?? 0;
      }
    }
    if (inside >= ENOUGH * covered) return inside;
    colors.copyWithin(3 * inside, from);
    return covered;
  }

  return (frame, matte) => {
    const out = new Float32Array(grid.width * grid.height * FIELDS);
    for (let row = 0, at = 0; row < grid.height; row++) {
      for (let column = 0; column < grid.width; column++, at += FIELDS) {
        const count = gather(frame, matte, column, row);
        if (count === 0) continue;
        if (sampler === 'centroid') twoMeans(colors, count, out, at);
        else oneMean(colors, count, out, at);
        out[at + COVERAGE] = covered / (side * side);
      }
    }
    return out;
  };
}

/** Source pixel of each sample along one axis; -1 outside the area. */
function positions(start: number, cell: number, count: number, side: number, from: number, to: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => {
    const position = Math.floor(start + ((i + 0.5) * cell) / side);
    return position < from || position >= to ? -1 : position;
  });
}

function oneMean(colors: Float32Array, count: number, out: Float32Array, at: number): void {
  let l = 0;
  let a = 0;
  let b = 0;
  for (let i = 0; i < 3 * count; i += 3) {
    l += colors[i] ?? 0;
    a += colors[i + 1] ?? 0;
    b += colors[i + 2] ?? 0;
  }
  out[at] = out[at + 3] = l / count;
  out[at + 1] = out[at + 4] = a / count;
  out[at + 2] = out[at + 5] = b / count;
  out[at + SHARE] = 1;
}

/** Starts from the two samples farthest apart along L + 0.7 (a + b), so the outcome depends on nothing else. */
function twoMeans(colors: Float32Array, count: number, out: Float32Array, at: number): void {
  const end = 3 * count;
  let low = 0;
  let high = 0;
  let lowest = Number.POSITIVE_INFINITY;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < end; i += 3) {
    const rank = (colors[i] ?? 0) + 0.7 * ((colors[i + 1] ?? 0) + (colors[i + 2] ?? 0));
    if (rank < lowest) {
      lowest = rank;
      low = i;
    }
    if (rank > highest) {
      highest = rank;
      high = i;
    }
  }
  if (highest - lowest < ONE_COLOR) {
    oneMean(colors, count, out, at);
    return;
  }
  for (let k = 0; k < 3; k++) {
    out[at + k] = colors[low + k] ?? 0;
    out[at + 3 + k] = colors[high + k] ?? 0;
  }
  for (let round = 0; round < ROUNDS; round++) {
    const first = improve(colors, end, out, at);
    if (first === 0 || first === count) {
      oneMean(colors, count, out, at);
      return;
    }
    out[at + SHARE] = first / count;
  }
}

/** One of Lloyd's steps: moves both centres in `out` to the mean of the samples nearest to them; the first one's number. */
function improve(colors: Float32Array, end: number, out: Float32Array, at: number): number {
  const l1 = out[at] ?? 0;
  const a1 = out[at + 1] ?? 0;
  const b1 = out[at + 2] ?? 0;
  // The samples nearer to the first centre lie on its side of the plane halfway between the two.
  const nl = (out[at + 3] ?? 0) - l1;
  const na = (out[at + 4] ?? 0) - a1;
  const nb = (out[at + 5] ?? 0) - b1;
  const limit = nl * (l1 + nl / 2) + na * (a1 + na / 2) + nb * (b1 + nb / 2);
  let first = 0;
  let sumL1 = 0;
  let sumA1 = 0;
  let sumB1 = 0;
  let sumL = 0;
  let sumA = 0;
  let sumB = 0;
  for (let i = 0; i < end; i += 3) {
    const l = colors[i] ?? 0;
    const a = colors[i + 1] ?? 0;
    const b = colors[i + 2] ?? 0;
    sumL += l;
    sumA += a;
    sumB += b;
    if (nl * l + na * a + nb * b > limit) continue;
    first++;
    sumL1 += l;
    sumA1 += a;
    sumB1 += b;
  }
  const second = end / 3 - first;
  if (first === 0 || second === 0) return first;
  out[at] = sumL1 / first;
  out[at + 1] = sumA1 / first;
  out[at + 2] = sumB1 / first;
  out[at + 3] = (sumL - sumL1) / second;
  out[at + 4] = (sumA - sumA1) / second;
  out[at + 5] = (sumB - sumB1) / second;
  return first;
}
