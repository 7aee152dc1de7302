import { type Background, backgroundOf } from './background.ts';
import { confidenceOf, evenModel, improveModel, isWithin, keepNear } from './backgroundModel.ts';
import { choosePalette } from './choosePalette.ts';
import { colorToOklab, type Oklab, oklabDistance } from './oklab.ts';
import { borderSamples, colorsOf, samplesAllOver } from './pictureSamples.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** OKLab: as far from the key its colour may be elsewhere in the picture, by uneven light. */
const REACH = 0.12;
/** OKLab: as far from the key the other colours of a texture may be. */
const TEXTURE_REACH = 0.25;
/** Share of the picture that the key's colour must take to be there at all. */
const LEAST_SHARE = 0.002;
/** Below this confidence the backdrop is more than one colour. */
const PLAIN = 0.5;
const TEXTURE_COLORS = 12;
/** Share of the border that a colour must take to be the texture's. */
const TEXTURE_SHARE = 0.02;

/**
 * The backdrop of which one colour (RGBA) is known: that colour as the light changes it over the picture, wherever it is
 * found, and where the border has more colours than it explains, those of them that are not far from it.
 */
export function keyBackground(key: number, frames: readonly Uint8Array[], video: RawVideo, picture: Box): Background {
  const color = colorToOklab(key);
  const start = evenModel(color);
  const all = samplesAllOver(frames, video, picture);
  const near = keepNear(start, all, REACH);
  const fitted = improveModel(start, near);
  // Where the key's colour is seen in one corner only, a fit to it may be anything in the others.
  const model = isWithin(fitted, color, 1.5 * REACH) ? fitted : start;
  const border = borderSamples(frames, video, picture);
  const confidence = confidenceOf(model, border);
  const texture = confidence < PLAIN ? textureOf(colorsOf(border), color) : [];
  const isFound = near.count >= LEAST_SHARE * all.count;
  return backgroundOf(model, video, picture, { texture, confidence, isFound });
}

function textureOf(border: readonly Oklab[], key: Oklab): readonly Oklab[] {
  const near = border.filter((color) => oklabDistance(color, key) < TEXTURE_REACH);
  const weighted = Float64Array.from(near.flatMap(({ lightness, a, b }) => [lightness, a, b, 1]));
  const colors = choosePalette(weighted, { colorCount: TEXTURE_COLORS, merge: 0.02 }).map(colorToOklab);
  const counts = new Array<number>(colors.length).fill(0);
  for (const sample of near) {
    const far = colors.map((color) => oklabDistance(color, sample));
    const nearest = far.indexOf(Math.min(...far));
    counts[nearest] = (counts[nearest] ?? 0) + 1;
  }
  return colors.filter((_, i) => (counts[i] ?? 0) >= TEXTURE_SHARE * border.length);
}
