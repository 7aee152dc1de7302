import type { Box, RawVideo } from './rawVideo.ts';
import { type YuvTable, yuvKey } from './yuvTable.ts';

/** A plain backdrop: one colour that may change smoothly over the picture. */
export interface Background {
  /** OKLab of the backdrop at every chroma sample, row by row, three floats each. */
  readonly field: Float32Array;
  /** Share of the border that the backdrop explains, over its best three sides. */
  readonly inliers: number;
  /** 90th percentile of what it leaves unexplained there, in OKLab. */
  readonly residual: number;
  /** A key colour that a subject hardly has, unlike black, grey and white. */
  readonly isColorful: boolean;
  /** 0 to 1; below 0.5 there is no plain backdrop. */
  readonly confidence: number;
}

const RING = 0.05;
const NEAR = 0.05;
const TERMS = 6;

interface Samples {
  /** x and y from -1 to 1 over the picture, then lightness, a, b. */
  readonly values: readonly (readonly [number, number, number, number, number])[];
  /** Which side of the picture each is from: 0 to 3. */
  readonly sides: readonly number[];
}

/**
 * Fits the backdrop to the border of a few frames: per OKLab channel a quadratic in x and y by least squares, repeated
 * without outliers, so that a vignette or a gradient is followed and a subject that touches one side is not.
 */
export function fitBackground(
  frames: readonly Uint8Array[],
  video: RawVideo,
  picture: Box,
  table: YuvTable,
): Background {
  const samples = borderSamples(frames, video, picture, table);
  const middle = [2, 3, 4].map((channel) => median(samples.values.map((sample) => sample[channel] ?? 0)));
  let model = middle.map((value) => [value, 0, 0, 0, 0, 0]);
  for (let round = 0; round < 4; round++) {
    const reach = round === 0 ? 2 * NEAR : NEAR;
    const near = samples.values.filter((sample) => distance(model, sample) < reach);
    if (near.length < 8 * TERMS) break;
    model = [2, 3, 4].map((channel) => leastSquares(near, channel));
  }
  const distances = samples.values.map((sample) => distance(model, sample));
  const inliers = bestThreeSides(distances, samples.sides);
  const close = distances.filter((value) => value < NEAR).sort((p, q) => p - q);
  const residual = close[Math.floor(close.length * 0.9)] ?? 1;
  const field = fieldOf(model, video, picture);
  const isColorful = Math.hypot(model[1]?.[0] ?? 0, model[2]?.[0] ?? 0) > 0.08;
  return { field, inliers, residual, isColorful, confidence: confidenceOf(inliers, residual) };
}

/** 0.5 at 80 % inliers or a residual of 0.04, whichever is worse. */
function confidenceOf(inliers: number, residual: number): number {
  const explained = Math.min(1, Math.max(0, (inliers - 0.6) / 0.4));
  return explained * Math.min(1, Math.max(0, 1.5 - residual / 0.04));
}

function borderSamples(frames: readonly Uint8Array[], video: RawVideo, picture: Box, table: YuvTable): Samples {
  const [left, top, right, bottom] = [picture.left >> 1, picture.top >> 1, picture.right >> 1, picture.bottom >> 1];
  const ring = Math.max(1, Math.round(RING * Math.min(right - left, bottom - top)));
  const values: [number, number, number, number, number][] = [];
  const sides: number[] = [];
  const step = Math.max(1, Math.round(Math.max(right - left, bottom - top) / 80));
  for (const frame of frames) {
    for (let y = top; y < bottom; y += step) {
      for (let x = left; x < right; x += step) {
        const depths = [y - top, bottom - 1 - y, x - left, right - 1 - x];
        const depth = Math.min(...depths);
        if (depth >= ring) continue;
        const at = chromaKey(frame, video, x, y);
        const place = [(2 * (x - left)) / (right - left) - 1, (2 * (y - top)) / (bottom - top) - 1] as const;
        values.push([...place, table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0]);
        sides.push(depths.indexOf(depth));
      }
    }
  }
  return { values, sides };
}

/** Place in the table of a chroma sample with the mean of its four lumas. */
export function chromaKey(frame: Uint8Array, video: RawVideo, x: number, y: number): number {
  const { width, height } = video;
  const luma = 2 * y * width + 2 * x;
  const chroma = width * height + y * (width >> 1) + x;
  const sum = (frame[luma] ?? 0) + (frame[luma + 1] ?? 0) + (frame[luma + width] ?? 0) + (frame[luma + width + 1] ?? 0);
  return yuvKey(sum >> 2, frame[chroma] ?? 0, frame[chroma + ((width * height) >> 2)] ?? 0);
}

function terms(x: number, y: number): readonly number[] {
  return [1, x, y, x * x, x * y, y * y];
}

function evaluate(coefficients: readonly number[], x: number, y: number): number {
  return terms(x, y).reduce((sum, term, i) => sum + term * (coefficients[i] ?? 0), 0);
}

function distance(model: readonly (readonly number[])[], sample: readonly number[]): number {
  const [x = 0, y = 0] = sample;
  return Math.hypot(...model.map((coefficients, i) => (sample[i + 2] ?? 0) - evaluate(coefficients, x, y)));
}

/** Normal equations by Gauss's elimination; a little weight on the diagonal keeps them solvable. */
function leastSquares(samples: Samples['values'], channel: number): number[] {
  const rows = Array.from({ length: TERMS }, () => new Array<number>(TERMS + 1).fill(0));
  for (const sample of samples) {
    const basis = terms(sample[0], sample[1]);
    for (const [i, row] of rows.entries()) {
      const weight = basis[i] ?? 0;
      for (let j = 0; j < TERMS; j++) row[j] = (row[j] ?? 0) + weight * (basis[j] ?? 0);
      row[TERMS] = (row[TERMS] ?? 0) + weight * (sample[channel] ?? 0);
    }
  }
  for (const [i, row] of rows.entries()) row[i] = (row[i] ?? 0) + 1e-6 * samples.length;
  return solve(rows);
}

function solve(rows: number[][]): number[] {
  for (const [i, pivot] of rows.entries()) {
    for (const [j, row] of rows.entries()) {
      if (j === i) continue;
      const factor = (row[i] ?? 0) / (pivot[i] ?? 1);
      for (let k = i; k <= TERMS; k++) row[k] = (row[k] ?? 0) - factor * (pivot[k] ?? 0);
    }
  }
  return rows.map((row, i) => (row[TERMS] ?? 0) / (row[i] ?? 1));
}

function bestThreeSides(distances: readonly number[], sides: readonly number[]): number {
  const shares = [0, 1, 2, 3].map((side) => {
    const own = distances.filter((_, i) => sides[i] === side);
    return own.filter((value) => value < NEAR).length / Math.max(1, own.length);
  });
  shares.sort((p, q) => q - p);
  return ((shares[0] ?? 0) + (shares[1] ?? 0) + (shares[2] ?? 0)) / 3;
}

function fieldOf(model: readonly (readonly number[])[], video: RawVideo, picture: Box): Float32Array {
  const [width, height] = [video.width >> 1, video.height >> 1];
  const field = new Float32Array(width * height * 3);
  const [spanX, spanY] = [(picture.right - picture.left) / 2, (picture.bottom - picture.top) / 2];
  for (const [channel, [c0 = 0, cx = 0, cy = 0, cxx = 0, cxy = 0, cyy = 0]] of model.entries()) {
    for (let y = 0, at = channel; y < height; y++) {
      const v = (2 * (y - picture.top / 2)) / spanY - 1;
      for (let x = 0; x < width; x++, at += 3) {
        const u = (2 * (x - picture.left / 2)) / spanX - 1;
        field[at] = c0 + cy * v + cyy * v * v + u * (cx + cxy * v + cxx * u);
      }
    }
  }
  return field;
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1] ?? 0;
}
