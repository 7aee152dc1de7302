import type { Part } from '../rig/part.ts';
import { around, type Bounds, type Camera, outline } from './outline.ts';

const UNITS: Camera = { scale: 1, x: 0, y: 0 };

/** The smallest box around all forms of all frames, in units with y down; lines included. */
export function boundsOf(frames: readonly (readonly Part[])[]): Bounds {
  return around(frames.flat().map(boundsOfPart));
}

/** Melting adds at most a quarter of its width. */
function boundsOfPart({ solids, line, blend }: Part): Bounds {
  const { left, top, right, bottom } = around(solids.map((solid) => outline(solid, UNITS)));
  const more = line + (solids.length > 1 ? blend / 4 : 0);
  return { left: left - more, top: top - more, right: right + more, bottom: bottom + more };
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
