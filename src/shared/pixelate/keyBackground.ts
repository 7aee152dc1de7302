import {
  type Background,
  type BackgroundModel,
  type BorderSample,
  borderSamples,
  chromaKey,
  colorOf,
  confidenceOf,
  distance,
  fieldOf,
  improveModel,
} from './background.ts';
import { choosePalette } from './choosePalette.ts';
import type { Measured } from './fitQuadratic.ts';
import { colorToOklab, type Oklab, oklabDistance } from './oklab.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

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
export function keyBackground(
  key: number,
  frames: readonly Uint8Array[],
  video: RawVideo,
  picture: Box,
  table: YuvTable,
): Background {
  const { lightness, a, b } = colorToOklab(key);
  const start: BackgroundModel = [[lightness], [a], [b]];
  const all = samplesOf(frames, video, picture, table);
  const near = all.filter((sample) => distance(start, sample) < REACH);
  const fitted = improveModel(start, near);
  const model = isHeld(fitted, start) ? fitted : start;
  const border = borderSamples(frames, video, picture, table);
  const confidence = confidenceOf(model, border);
  const texture = confidence < PLAIN ? textureOf(border, { lightness, a, b }) : [];
  const isFound = near.length >= LEAST_SHARE * all.length;
  const field = fieldOf(model, video, picture);
  return { field, ...colorOf(model), texture, confidence, isFound };
}

/** Where the key's colour is seen in one corner only, a fit to it may be anything in the others. */
function isHeld(model: BackgroundModel, start: BackgroundModel): boolean {
  const places = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })));
  const values = start.map(([value]) => value ?? 0);
  return places.every(({ x, y }) => distance(model, { x, y, values }) < 1.5 * REACH);
}

/** Samples from all over the picture, about 600 a frame. */
function samplesOf(frames: readonly Uint8Array[], video: RawVideo, picture: Box, table: YuvTable): readonly Measured[] {
  const [left, top, right, bottom] = [picture.left >> 1, picture.top >> 1, picture.right >> 1, picture.bottom >> 1];
  const step = Math.max(1, Math.round(Math.sqrt(((right - left) * (bottom - top)) / 600)));
  const samples: Measured[] = [];
  for (const frame of frames) {
    for (let y = top; y < bottom; y += step) {
      for (let x = left; x < right; x += step) {
        const at = chromaKey(frame, video, x, y);
        const values = [table[at] ?? 0, table[at + 1] ?? 0, table[at + 2] ?? 0];
        samples.push({ x: (2 * (x - left)) / (right - left) - 1, y: (2 * (y - top)) / (bottom - top) - 1, values });
      }
    }
  }
  return samples;
}

function textureOf(border: readonly BorderSample[], key: Oklab): readonly Oklab[] {
  const near = border
    .map(({ values: [lightness = 0, a = 0, b = 0] }) => ({ lightness, a, b, weight: 1 }))
    .filter((color) => oklabDistance(color, key) < TEXTURE_REACH);
  const colors = choosePalette(near, { colorCount: TEXTURE_COLORS, merge: 0.02 }).map(colorToOklab);
  const counts = new Array<number>(colors.length).fill(0);
  for (const sample of near) {
    const far = colors.map((color) => oklabDistance(color, sample));
    const nearest = far.indexOf(Math.min(...far));
    counts[nearest] = (counts[nearest] ?? 0) + 1;
  }
  return colors.filter((_, i) => (counts[i] ?? 0) >= TEXTURE_SHARE * border.length);
}
