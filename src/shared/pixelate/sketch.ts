import type { Shift } from './align.ts';
import { kernel } from './kernel/kernel.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import { tellPicture } from './tellPicture.ts';

/** A frame small enough to be compared with all others: OKLab, three floats a spot, row by row. */
export type Sketch = Float32Array;

/** The kernel has room for no more. */
const LONG_SIDE = 48;

/** Shrinks the picture to 48 spots along its long side. */
export function sketch(frame: Uint8Array, video: RawVideo): Sketch {
  const [halfWidth, halfHeight] = [video.width >> 1, video.height >> 1];
  const [width, height] = spotsOf(halfWidth, halfHeight);
  tellPicture(frame, video);
  const out = kernel.room('sketch', 12 * width * height);
  kernel.call.sketchPicture(out, width, height, halfWidth, halfHeight);
  return kernel.copy(Float32Array, out, 3 * width * height);
}

/** Chroma samples that are left out along the picture's border. */
const RIM = 2;

/**
 * As `sketch`, of the picture within its bars moved back by some raw pixels, with fractions: what went with a drifting
 * camera is where it was. What is beyond the picture looks like its border.
 */
export function movedSketch(frame: Uint8Array, video: RawVideo, picture: Box, { x: moveX, y: moveY }: Shift): Sketch {
  // A bar's blurred edge stands still.
  const [left, top] = [(picture.left >> 1) + RIM, (picture.top >> 1) + RIM];
  const halfWidth = Math.max(1, (picture.right >> 1) - RIM - left);
  const halfHeight = Math.max(1, (picture.bottom >> 1) - RIM - top);
  const [width, height] = spotsOf(halfWidth, halfHeight);
  tellPicture(frame, video);
  const out = kernel.room('sketch', 12 * width * height);
  kernel.call.sketchMoved(out, width, height, left, top, halfWidth, halfHeight, moveX / 2, moveY / 2);
  return kernel.copy(Float32Array, out, 3 * width * height);
}

function spotsOf(width: number, height: number): readonly [number, number] {
  const step = Math.max(width, height) / LONG_SIDE;
  return [Math.max(1, Math.floor(width / step)), Math.max(1, Math.floor(height / step))];
}

/** Root mean square of the OKLab distances between two sketches of one size. */
export function sketchDistance(one: Sketch, other: Sketch): number {
  return kernel.call.sketchDistance(kernel.put('sketch', one), kernel.put('otherSketch', other), one.length);
}

/** The largest of the OKLab distances between the spots of two sketches of one size. */
export function farthestSpot(one: Sketch, other: Sketch): number {
  return kernel.call.farthestSpot(kernel.put('sketch', one), kernel.put('otherSketch', other), one.length);
}

/** How far sketches of one size are apart, as `sketchDistance` tells it: by length, between each i and i + length. */
export interface SketchDistances {
  readonly neighbours: Float64Array;
  /** From the length `least` on. */
  readonly jumps: readonly Float64Array[];
}

/** The distances of all neighbours and over all lengths from `least` to `most`, which is less than there are sketches. */
export function sketchDistances(sketches: readonly Sketch[], least: number, most: number): SketchDistances {
  const count = sketches.length;
  const size = sketches[0]?.length ?? 0;
  const slots = Math.max(1, most) + 1;
  const lengths = Math.max(0, most - least + 1);
  const ring = kernel.room('sketches', 4 * size * slots);
  const out = kernel.room('sketchDistances', 8 * count * (1 + lengths));
  for (const [number, one] of sketches.entries()) {
    kernel.view(Float32Array, ring + 4 * size * (number % slots), size).set(one);
    kernel.call.distancesBack(ring, slots, size, number, least, most, out, count);
  }
  const row = (i: number, length: number): Float64Array =>
    kernel.copy(Float64Array, out + 8 * count * i, Math.max(0, count - length));
  return { neighbours: row(0, 1), jumps: Array.from({ length: lengths }, (_, i) => row(i + 1, least + i)) };
}
