import { colorAt, coverage, gather, lookUp, middlemost, places, rowA, rowB, rowL } from './gather';
import { oneMean, twoMeans, writeOne } from './twoMeans';

/** Bytes of a cell: two colours and a share as `twoMeans` writes them, and the subject's share of the cell. */
const CELL: i32 = 32;
const COVERAGE: usize = 28;
/** OKLab distance that counts as all of a difference; only its ratio to others matters. */
const UNIT: f32 = 1e-4;

/** How a cell's colours are made of its samples. */
const CENTROID: i32 = 0;
const NEAREST: i32 = 1;

/** Makes `count` cells such that show nothing. */
export function clearCells(cells: usize, count: i32): void {
  memory.fill(cells, 0, <usize>(count * CELL));
}

/** Samples the cells from (left, top) to (right, bottom) of a grid `width` cells wide; those without a subject stay. */
export function sampleCells(out: usize, width: i32, left: i32, top: i32, right: i32, bottom: i32, kind: i32): void {
  for (let row = top; row < bottom; row++) {
    let at = out + <usize>((row * width + left) * CELL);
    for (let column = left; column < right; column++, at += CELL) {
      const count = gather(column, row);
      if (count === 0) continue;
      store<f32>(at, coverage, COVERAGE);
      if (count === 1 || kind === NEAREST) {
        const sample = kind === NEAREST ? middlemost(count) : 0;
        const place = load<i32>(places + ((<usize>sample) << 2));
        const color = colorAt(place);
        writeOne(at, load<f32>(color), load<f32>(color, 4), load<f32>(color, 8));
        continue;
      }
      lookUp(count);
      if (kind === CENTROID) twoMeans(count, at);
      else oneMean(count, at);
    }
  }
}

/** The means of all cells, each weighed with its neighbours' as [1 2 1] both ways, as far as those show the subject. */
export function smoothCells(cells: usize, smooth: usize, width: i32, height: i32): void {
  for (let y = 0, cell = 0; y < height; y++) {
    for (let x = 0; x < width; x++, cell++) {
      let weights: f32 = 0;
      let l: f32 = 0;
      let a: f32 = 0;
      let b: f32 = 0;
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const at = cells + <usize>((cell + dy * width + dx) * CELL);
          if (load<f32>(at, COVERAGE) === 0) continue;
          const weight = <f32>((dx === 0 ? 2 : 1) * (dy === 0 ? 2 : 1));
          weights += weight;
          l += weight * load<f32>(at);
          a += weight * load<f32>(at, 4);
          b += weight * load<f32>(at, 8);
        }
      }
      if (weights === 0) continue;
      const to = smooth + <usize>(cell * 12);
      store<f32>(to, l / weights);
      store<f32>(to, a / weights, 4);
      store<f32>(to, b / weights, 8);
    }
  }
}

/**
 * Replaces the mean of each cell by one in which a sample counts the more the more it differs from the surroundings: its
 * distance from the smoothed means, to the power of `detail`. After Weber, Waechter, Amend, Guthe and Goesele, "Rapid,
 * detail-preserving image downscaling", 2016.
 */
export function detailMeans(cells: usize, smooth: usize, width: i32, height: i32, detail: f32): void {
  for (let row = 0, cell = 0; row < height; row++) {
    for (let column = 0; column < width; column++, cell++) {
      const at = cells + <usize>(cell * CELL);
      if (load<f32>(at, COVERAGE) === 0) continue;
      const count = gather(column, row);
      lookUp(count);
      weighedMean(count, smooth + <usize>(cell * 12), detail, at);
    }
  }
}

function weighedMean(count: i32, smooth: usize, power: f32, out: usize): void {
  let weights: f32 = 0;
  let sumL: f32 = 0;
  let sumA: f32 = 0;
  let sumB: f32 = 0;
  for (let i = 0; i < count << 2; i += 4) {
    const l = load<f32>(rowL + i);
    const a = load<f32>(rowA + i);
    const b = load<f32>(rowB + i);
    const stepL = l - load<f32>(smooth);
    const stepA = a - load<f32>(smooth, 4);
    const stepB = b - load<f32>(smooth, 8);
    const far = UNIT + sqrt<f32>(stepL * stepL + stepA * stepA + stepB * stepB);
    const weight = Mathf.pow(far, power);
    weights += weight;
    sumL += weight * l;
    sumA += weight * a;
    sumB += weight * b;
  }
  writeOne(out, sumL / weights, sumA / weights, sumB / weights);
}
