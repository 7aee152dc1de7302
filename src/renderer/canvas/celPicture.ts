import { alpha, blue, grayToRgba, green, red, rgba } from '../../shared/sprite/color.ts';
import type { CelLayer } from '../../shared/sprite/layers.ts';
import { paletteAt } from '../../shared/sprite/palette.ts';
import { getPixel } from '../../shared/sprite/raster.ts';
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
  const picture = drawn(sprite, content, cel, colorsOf(sprite, layer, index), most);
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

/** How pixels of a layer become RGBA in frame number `index`; the transparent entry is clear off the background. */
function colorsOf(sprite: Sprite, layer: CelLayer, index: number): (pixel: number) => number {
  if (sprite.colorMode === 'rgba') return (pixel) => pixel;
  if (sprite.colorMode === 'grayscale') return grayToRgba;
  const { colors } = paletteAt(sprite, index);
  const clear = layer.kind === 'image' && layer.background ? -1 : sprite.transparentIndex;
  return (pixel) => (pixel === clear ? 0 : (colors[pixel] ?? 0));
}

function drawn(
  canvas: Size,
  { raster }: ImageContent,
  { x: left, y: top }: Cel,
  toRgba: (pixel: number) => number,
  most: number,
): CelPicture {
  const longest = Math.max(canvas.width, canvas.height);
  const scale = longest <= most ? Math.floor(most / longest) : most / longest;
  const width = Math.max(1, Math.round(canvas.width * scale));
  const height = Math.max(1, Math.round(canvas.height * scale));
  const samples = scale >= 1 ? 1 : Math.min(SAMPLES, Math.ceil(1 / scale));
  const pixels = new Uint32Array(width * height);
  const [stepX, stepY] = [canvas.width / width / samples, canvas.height / height / samples];
  const block = new Uint32Array(samples * samples);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let i = 0; i < block.length; i++) {
        const sampleX = Math.floor((x * samples + (i % samples) + 0.5) * stepX);
        const sampleY = Math.floor((y * samples + Math.floor(i / samples) + 0.5) * stepY);
        block[i] = toRgba(getPixel(raster, sampleX - left, sampleY - top));
      }
      pixels[y * width + x] = samples === 1 ? (block[0] ?? 0) : average(block);
    }
  }
  return { width, height, pixels };
}

/** The mean of colours, each as heavy as it is opaque. */
function average(colors: Uint32Array): number {
  let [r, g, b, weight] = [0, 0, 0, 0];
  for (const color of colors) {
    const a = alpha(color);
    r += red(color) * a;
    g += green(color) * a;
    b += blue(color) * a;
    weight += a;
  }
  if (weight === 0) return 0;
  return rgba(
    Math.round(r / weight),
    Math.round(g / weight),
    Math.round(b / weight),
    Math.round(weight / colors.length),
  );
}
