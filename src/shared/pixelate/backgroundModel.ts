import { kernel } from './kernel/kernel.ts';
import type { Oklab } from './oklab.ts';
import { type PictureSamples, SAMPLE_BYTES } from './pictureSamples.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/**
 * A colour that changes smoothly over the picture: for each OKLab channel the six coefficients of 1, x, y, xx, xy and yy,
 * where x and y are -1 to 1 over the picture.
 */
export type BackgroundModel = Float64Array;

const TERMS = 6;
const CHANNELS = 3;
/** Samples nearer than this (OKLab) to the fitted colour are the backdrop's. */
const NEAR = 0.05;
/** With fewer of them the last good fit stays. */
const LEAST_SAMPLES = 48;
const ROUNDS = 4;

/** One colour all over the picture. */
export function evenModel({ lightness, a, b }: Oklab): BackgroundModel {
  const model = new Float64Array(TERMS * CHANNELS);
  for (const [channel, value] of [lightness, a, b].entries()) model[channel * TERMS] = value;
  return model;
}

/** What a model is in the middle of the picture. */
export function middleOf(model: BackgroundModel): Oklab {
  return { lightness: model[0] ?? 0, a: model[TERMS] ?? 0, b: model[2 * TERMS] ?? 0 };
}

/** The median of each channel, all over the picture. */
export function medianModel({ at, count }: PictureSamples): BackgroundModel {
  const values = kernel.room('values', 8 * count);
  const median = (channel: number): number => {
    kernel.call.channelValues(at, count, channel, values);
    return count === 0 ? 0 : kernel.call.nthValue(values, count, count >> 1);
  };
  return evenModel({ lightness: median(0), a: median(1), b: median(2) });
}

/** Fits the model to the samples that it explains about, again and again. */
export function improveModel(start: BackgroundModel, samples: PictureSamples): BackgroundModel {
  let model = start;
  for (let round = 0; round < ROUNDS; round++) {
    const better = fitNear(model, samples, round === 0 ? 2 * NEAR : NEAR);
    if (!better) break;
    model = better;
  }
  return model;
}

/**
 * The model that fits best, by least squares, to the samples nearer than `reach` to another one; undefined where they are
 * too few.
 */
export function fitNear(
  model: BackgroundModel,
  { at, count }: PictureSamples,
  reach: number,
): BackgroundModel | undefined {
  const sums = kernel.put('sums', new Float64Array(TERMS * (TERMS + CHANNELS + 1)));
  const modelAt = kernel.put('model', model);
  const near = kernel.call.addNear(at, count, modelAt, reach, sums);
  if (near < LEAST_SAMPLES) return undefined;
  kernel.call.solveModel(sums, near, modelAt);
  return kernel.copy(Float64Array, modelAt, TERMS * CHANNELS);
}

/** Those of the samples that are nearer than `reach` to a model. They take the others' places. */
export function keepNear(model: BackgroundModel, { at, count }: PictureSamples, reach: number): PictureSamples {
  return { at, count: kernel.call.keepNear(at, count, kernel.put('model', model), reach) };
}

/** Whether a model is nowhere, on a raster of 3 x 3 places over the picture, so far as `reach` from one colour. */
export function isWithin(model: BackgroundModel, { lightness, a, b }: Oklab, reach: number): boolean {
  const places = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })));
  const at = kernel.room('places', places.length * SAMPLE_BYTES);
  for (const [i, { x, y }] of places.entries()) {
    kernel.view(Float64Array, at + i * SAMPLE_BYTES, 2).set([x, y]);
    kernel.view(Float32Array, at + i * SAMPLE_BYTES + 16, 3).set([lightness, a, b]);
  }
  return keepNear(model, { at, count: places.length }, reach).count === places.length;
}

/**
 * By the share of the border that the model explains over its best three sides, and the 90th percentile of what it leaves
 * unexplained there: 0.5 at 80 % or at 0.04, whichever is worse.
 */
export function confidenceOf(model: BackgroundModel, { at, count }: PictureSamples): number {
  const sides = kernel.put('sides', new Int32Array(8));
  const distances = kernel.room('values', 8 * count);
  const close = kernel.call.nearDistances(at, count, kernel.put('model', model), NEAR, sides, distances);
  const residual = close === 0 ? 1 : kernel.call.nthValue(distances, close, Math.floor(close * 0.9));
  const explained = Math.min(1, Math.max(0, (bestThree(kernel.copy(Int32Array, sides, 8)) - 0.6) / 0.4));
  return explained * Math.min(1, Math.max(0, 1.5 - residual / 0.04));
}

/** The mean share of near samples over the three sides that have most of them. */
function bestThree(counts: Int32Array): number {
  const shares = [0, 1, 2, 3].map((side) => (counts[side + 4] ?? 0) / Math.max(1, counts[side] ?? 0));
  shares.sort((p, q) => q - p);
  return ((shares[0] ?? 0) + (shares[1] ?? 0) + (shares[2] ?? 0)) / 3;
}

/** What the model says of every chroma sample of a frame, or of each `step`-th both ways: row by row, three floats each. */
export function fieldOf(
  model: BackgroundModel,
  video: RawVideo,
  { left, top, right, bottom }: Box,
  step = 1,
): Float32Array {
  const [width, height] = [Math.ceil((video.width >> 1) / step), Math.ceil((video.height >> 1) / step)];
  const [spanX, spanY] = [(right - left) / 2 / step, (bottom - top) / 2 / step];
  const modelAt = kernel.put('model', model);
  const field = kernel.room('field', 12 * width * height);
  for (let y = 0; y < height; y++) {
    const v = (2 * (y - top / 2 / step)) / spanY - 1;
    kernel.call.fieldRow(modelAt, width, v, left / 2 / step, spanX, field + 12 * width * y);
  }
  return kernel.copy(Float32Array, field, 3 * width * height);
}
