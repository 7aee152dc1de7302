import { alpha, blue, green, red, rgba } from '../../shared/sprite/color.ts';
import { type ReadRow, rowReaderOf } from '../../shared/sprite/layerPixels.ts';
import type { CelLayer } from '../../shared/sprite/layers.ts';
import { paletteAt } from '../../shared/sprite/palette.ts';
import { getPixel, pixelArray } from '../../shared/sprite/raster.ts';
import type { Point } from '../../shared/sprite/rect.ts';
import type { Cel, Content, ImageContent, Sprite } from '../../shared/sprite/sprite.ts';
import type { Size } from '../editor/view.ts';

/** RGBA, row by row. */
export interface CelPicture extends Size {
  readonly pixels: Uint32Array;
}

/** Samples of the cel along one side of a pixel of its picture; bounds the work for a canvas of any size. */
const SAMPLES = 4;

/**
 * A small picture of the canvas with one cel on it, in the palette of frame number `index`. Its longest side gets as near
 * to `most` pixels as a whole number of pixels for each of the canvas allows; a larger canvas is averaged down. Null for
 * a tilemap.
 */
export function celPicture(sprite: Sprite, index: number, layer: CelLayer, cel: Cel, most: number): CelPicture | null {
  const { content } = cel;
  if (content.kind !== 'image') return null;
  const look = lookOf(sprite, index, cel, most);
  const known = pictures.get(content);
  if (known && sameLook(known.look, look)) return known.picture;
  const picture = drawn(sprite, content, cel, rowReaderOf(sprite, layer, index), most);
  pictures.set(content, { look, picture });
  return picture;
}

/** What a picture depends on besides the content; no sprite, so that none is kept alive. */
function lookOf(sprite: Sprite, index: number, { x, y }: Cel, most: number) {
  const { width, height, colorMode, transparentIndex } = sprite;
  const palette = colorMode === 'indexed' ? paletteAt(sprite, index) : null;
  return [width, height, colorMode, transparentIndex, palette, x, y, most] as const;
}
type Look = ReturnType<typeof lookOf>;

const pictures = new WeakMap<Content, { readonly look: Look; readonly picture: CelPicture }>();

function sameLook(a: Look, b: Look): boolean {
  return a.every((part, i) => part === b[i]);
}

function drawn(canvas: Size, { raster }: ImageContent, at: Point, read: ReadRow, most: number): CelPicture {
  const longest = Math.max(canvas.width, canvas.height);
  const scale = longest <= most ? Math.floor(most / longest) : most / longest;
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  const samples = scale >= 1 ? 1 : Math.min(SAMPLES, Math.ceil(1 / scale));
  const block = samples * samples;
  const [stepX, stepY] = [canvas.width / width / samples, canvas.height / height / samples];
  const pixels = new Uint32Array(width * height);
  const raw = pixelArray(raster.mode, width * block);
  const colors = new Uint32Array(width * block);
  for (let y = 0; y < height; y++) {
    for (let i = 0; i < raw.length; i++) {
      const column = Math.floor(i / block) * samples + (i % samples);
      const row = y * samples + Math.floor((i % block) / samples);
      raw[i] = getPixel(raster, Math.floor((column + 0.5) * stepX) - at.x, Math.floor((row + 0.5) * stepY) - at.y);
    }
    read(colors, raw, 0, 1, raw.length);
    for (let x = 0; x < width; x++) pixels[y * width + x] = mean(colors, x * block, block);
  }
  return { width, height, pixels };
}

/** The mean of `count` colours from `first` on, each as heavy as it is opaque. */
function mean(colors: Uint32Array, first: number, count: number): number {
  if (count === 1) return colors[first] ?? 0;
  let [r, g, b, weight] = [0, 0, 0, 0];
  for (let i = first; i < first + count; i++) {
    const color = colors[i] ?? 0;
    const a = alpha(color);
    r += red(color) * a;
    g += green(color) * a;
    b += blue(color) * a;
    weight += a;
  }
  if (weight === 0) return 0;
  return rgba(Math.round(r / weight), Math.round(g / weight), Math.round(b / weight), Math.round(weight / count));
}
