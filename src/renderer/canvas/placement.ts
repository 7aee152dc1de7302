import type { Point } from '../../shared/sprite/rect.ts';
import { scaleOf, type View, type Viewport } from '../editor/view.ts';

/** Where a sprite lies on the screen, in device pixels. */
export interface Placement {
  /** Top left corner, on a whole device pixel so that sprite pixels do not shimmer while the view moves. */
  readonly left: number;
  readonly top: number;
  /** Device pixels for one sprite pixel. */
  readonly scale: number;
}

export function place(view: View, viewport: Viewport): Placement {
  const { density } = viewport;
  const scale = scaleOf(view.zoom, viewport) * density;
  return {
    left: Math.round((viewport.width * density) / 2 - view.x * scale),
    top: Math.round((viewport.height * density) / 2 - view.y * scale),
    scale,
  };
}

/** From CSS pixels within the canvas element to fractional sprite pixels, as `place` has drawn them. */
export function pixelUnder({ left, top, scale }: Placement, { density }: Viewport, at: Point): Point {
  return { x: (at.x * density - left) / scale, y: (at.y * density - top) / scale };
}
