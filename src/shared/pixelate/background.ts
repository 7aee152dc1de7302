import { type BackgroundModel, confidenceOf, fieldOf, improveModel, medianModel, middleOf } from './backgroundModel.ts';
import { type Oklab, oklabToColor } from './oklab.ts';
import { borderSamples } from './pictureSamples.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

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
/** OKLab distance from grey. */
const COLORFUL = 0.08;

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
  const model = improveModel(medianModel(samples), samples);
  const confidence = confidenceOf(model, samples);
  const field = fieldOf(model, video, picture);
  return { field, ...colorOf(model), texture: [], confidence, isFound: confidence >= PLAIN };
}

/** The backdrop's colour in the middle, and whether it is one that a subject hardly has. */
export function colorOf(model: BackgroundModel): Pick<Background, 'color' | 'isColorful'> {
  const middle = middleOf(model);
  return { color: oklabToColor(middle), isColorful: Math.hypot(middle.a, middle.b) > COLORFUL };
}
