import type { Raster } from '../../shared/sprite/raster.ts';
import type { Rect } from '../../shared/sprite/rect.ts';

/** Copied pixels, in canvas coordinates of where they were taken from: RGBA. */
export interface Clip {
  readonly raster: Raster;
  readonly bounds: Rect;
}
