import { grayToRgba } from '../sprite/color.ts';
import type { Pixels } from '../sprite/raster.ts';
import type { ColorMode } from '../sprite/sprite.ts';

/** A still picture as its file holds it. */
export interface FileImage {
  readonly width: number;
  readonly height: number;
  readonly colorMode: ColorMode;
  /** Row by row, as in sprite/raster.ts. */
  readonly pixels: Pixels;
  /** RGBA, 1 to 256 of them; of indexed pictures. */
  readonly palette?: readonly number[];
}

/** RGBA, row by row. */
export function rgbaOf({ colorMode, pixels, palette = [] }: FileImage): Uint32Array {
  if (colorMode === 'rgba') return Uint32Array.from(pixels);
  if (colorMode === 'grayscale') return Uint32Array.from(pixels, grayToRgba);
  return Uint32Array.from(pixels, (entry) => palette[entry] ?? 0);
}
