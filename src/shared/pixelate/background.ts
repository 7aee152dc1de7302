import { type BackgroundModel, confidenceOf, fieldOf, improveModel, medianModel, middleOf } from './backgroundModel.ts';
import { type Oklab, oklabToColor } from './oklab.ts';
import { borderSamples } from './pictureSamples.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** A backdrop: one colour that may change smoothly over the picture. */
export interface Background {
  /** OKLab of the backdrop at every chroma sample, row by row, three floats each; made when it is first asked for. */
  readonly field: Float32Array;
  /** The same at some of them, spread over the frame. */
  readonly raster: Float32Array;
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
/** Samples of a raster along the frame's longer side. */
const RASTER = 30;

/**
 * Fits the backdrop to the border of a few frames: per OKLab channel a quadratic in x and y by least squares, repeated
 * without outliers, so that a vignette or a gradient is followed and a subject that touches one side is not.
 */
export function fitBackground(frames: readonly Uint8Array[], video: RawVideo, picture: Box): Background {
  const samples = borderSamples(frames, video, picture);
  const model = improveModel(medianModel(samples), samples);
  const confidence = confidenceOf(model, samples);
  return backgroundOf(model, video, picture, { texture: [], confidence, isFound: confidence >= PLAIN });
}

/** The backdrop that a model describes, with what else is known of it. */
export function backgroundOf(
  model: BackgroundModel,
  video: RawVideo,
  picture: Box,
  known: Pick<Background, 'texture' | 'confidence' | 'isFound'>,
): Background {
  const middle = middleOf(model);
  let field: Float32Array | undefined;
  return {
    ...known,
    color: oklabToColor(middle),
    isColorful: Math.hypot(middle.a, middle.b) > COLORFUL,
    raster: fieldOf(model, video, picture, Math.ceil(Math.max(video.width, video.height) / 2 / RASTER)),
    get field(): Float32Array {
      field ??= fieldOf(model, video, picture);
      return field;
    },
  };
}
