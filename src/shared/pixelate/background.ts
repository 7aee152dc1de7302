import { evaluate, fitQuadratic, type Measured, type Quadratic } from './fitQuadratic.ts';
import { type Oklab, oklabToColor } from './oklab.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { type YuvTable, yuvKey } from './yuvTable.ts';

/** A backdrop: one colour that may change smoothly over the picture. */
export interface Background {
  /** OKLab of the backdrop at every chroma sample, row by row, three floats each. */
  readonly field: Float32Array;
  /** RGBA in the middle of the picture. */
  readonly color: number;
  /** A key colour that a subject hardly has, unlike black, grey and white. */
  readonly isColorful: boolean;
  /** Other colours of a backdrop that is not plain. */
  readonly texture: readonly Oklab[];
  /** How plain it is, 0 to 1. */
  readonly confidence: number;
  /** Whether there is such a backdrop at all. */
  readonly isFound: boolean;
}

/** The confidence from which a backdrop counts as plain: 80 % of the border explained, and to 0.04. */
const PLAIN = 0.5;
/** Width of the border that is looked at, as a share of the picture's shorter side. */
const RING = 0.05;
/** Border samples nearer than this (OKLab) to the fitted colour are the backdrop's. */
const NEAR = 0.05;
/** OKLab distance from grey. */
const COLORFUL = 0.08;
/** With fewer of them the last good fit stays. */
const LEAST_SAMPLES = 48;

export interface BorderSample extends Measured {
  /** Which side of the picture it is from: 0 to 3. */
  readonly side: number;
}

/** Three quadratics, one for each OKLab channel; x and y are -1 to 1 over the picture. */
export type BackgroundModel = readonly Quadratic[];

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
  const start: BackgroundModel = [0, 1, 2].map((channel) => [
    median(samples.map(({ values }) => values[channel] ?? 0)),
  ]);
  const model = improveModel(start, samples);
  const confidence = confidenceOf(model, samples);
  const { color, isColorful } = colorOf(model);
  const field = fieldOf(model, video, picture);
  return { field, color, isColorful, texture: [], confidence, isFound: confidence >= PLAIN };
}

/** Fits the model to the samples that it explains about, again and again. */
export function improveModel(start: BackgroundModel, samples: readonly Measured[]): BackgroundModel {
  let model = start;
  for (let round = 0; round < 4; round++) {
    const reach = round === 0 ? 2 * NEAR : NEAR;
    const near = samples.filter((sample) => distance(model, sample) < reach);
    if (near.length < LEAST_SAMPLES) break;
    model = fitQuadratic(near);
  }
  return model;
}

/** The backdrop's colour in the middle, and whether it is one that a subject hardly has. */
export function colorOf(model: BackgroundModel): Pick<Background, 'color' | 'isColorful'> {
  const [lightness = 0, a = 0, b = 0] = model.map(([middle]) => middle ?? 0);
  return { color: oklabToColor({ lightness, a, b }), isColorful: Math.hypot(a, b) > COLORFUL };
}

/**
 * By the share of the border that the model explains over its best three sides, and the 90th percentile of what it leaves
 * unexplained there: 0.5 at 80 % or at 0.04, whichever is worse.
 */
export function confidenceOf(model: BackgroundModel, samples: readonly BorderSample[]): number {
  const distances = samples.map((sample) => distance(model, sample));
  const close = Float64Array.from(distances.filter((value) => value < NEAR)).sort();
  const residual = close[Math.floor(close.length * 0.9)] ?? 1;
  const explained = Math.min(1, Math.max(0, (bestThreeSides(distances, samples) - 0.6) / 0.4));
  return explained * Math.min(1, Math.max(0, 1.5 - residual / 0.04));
}

export function borderSamples(
  frames: readonly Uint8Array[],
  video: RawVideo,
  picture: Box,
  table: YuvTable,
): readonly BorderSample[] {
  const [left, top, right, bottom] = [picture.left >> 1, picture.top >> 1, picture.right >> 1, picture.bottom >> 1];
  const ring = Math.max(1, Math.round(RING * Math.min(right - left, bottom - top)));
  const step = Math.max(1, Math.round(Math.max(right - left, bottom - top) / 80));
  const samples: BorderSample[] = [];
  for (const frame of frames) {
    for (let y = top; y < bottom; y += step) {
      for (let x = left; x < right; x += step) {
        const depth = Math.min(y - top, bottom - 1 - y, x - left, right - 1 - x);
        if (depth >= ring) continue;
        const side = depth === y - top ? 0 : depth === bottom - 1 - y ? 1 : depth === x - left ? 2 : 3;
        const at = chromaKey(frame, video, x, y);
        const [u, v] = [(2 * (x - left)) / (right - left) - 1, (2 * (y - top)) / (bottom - top) - 1];
        samples.push({ x: u, y: v, values: [table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0], side });
      }
    }
  }
  return samples;
}

/** Place in the table of a chroma sample with the mean of its four lumas. */
export function chromaKey(frame: Uint8Array, video: RawVideo, x: number, y: number): number {
  const { width, height } = video;
  const luma = 2 * y * width + 2 * x;
  const chroma = width * height + y * (width >> 1) + x;
  const sum = (frame[luma] ?? 0) + (frame[luma + 1] ?? 0) + (frame[luma + width] ?? 0) + (frame[luma + width + 1] ?? 0);
  return yuvKey(sum >> 2, frame[chroma] ?? 0, frame[chroma + ((width * height) >> 2)] ?? 0);
}

export function distance(model: BackgroundModel, { x, y, values }: Measured): number {
  let squared = 0;
  for (let channel = 0; channel < model.length; channel++) {
    const step = (values[channel] ?? 0) - evaluate(model[channel] ?? [], x, y);
    squared += step * step;
  }
  return Math.sqrt(squared);
}

function bestThreeSides(distances: readonly number[], samples: readonly BorderSample[]): number {
  const shares = [0, 1, 2, 3].map((side) => {
    const own = distances.filter((_, i) => samples[i]?.side === side);
    return own.filter((value) => value < NEAR).length / Math.max(1, own.length);
  });
  shares.sort((p, q) => q - p);
  return ((shares[0] ?? 0) + (shares[1] ?? 0) + (shares[2] ?? 0)) / 3;
}

export function fieldOf(model: BackgroundModel, video: RawVideo, picture: Box): Float32Array {
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
  return Float64Array.from(values).sort()[values.length >> 1] ?? 0;
}
