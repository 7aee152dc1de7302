import type { Part } from '../rig/part.ts';
import { type Bounds, type Camera, outlines } from './outline.ts';

const UNITS: Camera = { scale: 1, x: 0, y: 0 };

/** The smallest box around all forms of all frames, in units with y down; lines included. */
export function boundsOf(frames: readonly (readonly Part[])[]): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const each of frames.flat()) {
    for (const shape of each.solids.flatMap((solid) => outlines(solid, UNITS))) {
      left = Math.min(left, shape.left - each.line);
      top = Math.min(top, shape.top - each.line);
      right = Math.max(right, shape.right + each.line);
      bottom = Math.max(bottom, shape.bottom + each.line);
    }
  }
  return { left, top, right, bottom };
}

/** A camera that shows the box in the middle of the picture and leaves `margin` (share of a side) free all around. */
export function aim(bounds: Bounds, width: number, height: number, margin: number): Camera {
  const room = 1 - 2 * margin;
  const scale = Math.min((width * room) / (bounds.right - bounds.left), (height * room) / (bounds.bottom - bounds.top));
  return {
    scale,
    x: width / 2 - ((bounds.left + bounds.right) / 2) * scale,
    y: height / 2 - ((bounds.top + bounds.bottom) / 2) * scale,
  };
}
