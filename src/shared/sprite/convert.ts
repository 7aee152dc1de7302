import { grayToRgba, rgbaToGray } from './color.ts';
import { nearestEntry } from './palette.ts';
import { editRaster, emptyRaster, type Pixels, pixelArray, type Raster, TILE, tilesOf } from './raster.ts';
import type { ColorMode } from './sprite.ts';

/** What a pixel needs to be read or made in some colour mode. */
export interface PixelFormat {
  readonly mode: ColorMode;
  /** RGBA entries; indexed mode only. */
  readonly colors: readonly number[];
  readonly transparentIndex: number;
}

/** How pixels of one format become pixels of another; answers are remembered, since sprites use few colours. */
export function pixelConverter(from: PixelFormat, to: PixelFormat): (pixel: number) => number {
  const known = new Map<number, number>();
  return (pixel) => {
    const done = known.get(pixel);
    if (done !== undefined) return done;
    const converted = pixelFromRgba(to, pixelToRgba(from, pixel));
    known.set(pixel, converted);
    return converted;
  };
}

function pixelToRgba({ mode, colors, transparentIndex }: PixelFormat, pixel: number): number {
  if (mode === 'rgba') return pixel;
  if (mode === 'grayscale') return grayToRgba(pixel);
  return pixel === transparentIndex ? 0 : (colors[pixel] ?? 0);
}

/** Indexed: the nearest entry; what is less than half opaque becomes the transparent one. */
export function pixelFromRgba({ mode, colors, transparentIndex }: PixelFormat, color: number): number {
  if (mode === 'rgba') return color;
  if (mode === 'grayscale') return rgbaToGray(color);
  return color >>> 24 < 128 ? transparentIndex : nearestEntry(colors, color, transparentIndex);
}

/** A raster in another format, pixel for pixel. */
export function convertRaster(
  raster: Raster,
  empty: number,
  to: ColorMode,
  convert: (pixel: number) => number,
): Raster {
  return editRaster(emptyRaster(to, empty), (draft) => {
    for (const { tx, ty, pixels } of tilesOf(raster)) {
      draft.write({ x: tx * TILE, y: ty * TILE, width: TILE, height: TILE }, convertPixels(pixels, to, convert));
    }
  });
}

/** As many pixels in another format. */
export function convertPixels(pixels: Pixels, to: ColorMode, convert: (pixel: number) => number): Pixels {
  const out = pixelArray(to, pixels.length);
  let last: number | undefined;
  let converted = 0;
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] ?? 0;
    // Most pixels are like the one before.
    if (pixel !== last) converted = convert(pixel);
    last = pixel;
    out[i] = converted;
  }
  return out;
}
