import type { Shift } from './align.ts';
import { chromaKey } from './background.ts';
import type { Box, RawVideo } from './rawVideo.ts';
import type { YuvTable } from './yuvTable.ts';

/** A frame small enough to be compared with all others: OKLab, three floats a spot, row by row. */
export type Sketch = Float32Array;

const LONG_SIDE = 48;
/** Chroma samples averaged per spot and direction. */
const PER_SPOT = 2;

/** Shrinks the picture to 48 spots along its long side. */
export function sketch(frame: Uint8Array, video: RawVideo, table: YuvTable): Sketch {
  const [halfWidth, halfHeight] = [video.width >> 1, video.height >> 1];
  const step = Math.max(halfWidth, halfHeight) / LONG_SIDE;
  const [width, height] = [Math.max(1, Math.floor(halfWidth / step)), Math.max(1, Math.floor(halfHeight / step))];
  const out = new Float32Array(width * height * 3);
  for (let y = 0; y < height * PER_SPOT; y++) {
    const sourceY = Math.floor(((y + 0.5) * halfHeight) / (height * PER_SPOT));
    for (let x = 0; x < width * PER_SPOT; x++) {
      const sourceX = Math.floor(((x + 0.5) * halfWidth) / (width * PER_SPOT));
      const from = chromaKey(frame, video, sourceX, sourceY);
      const to = 3 * (Math.floor(y / PER_SPOT) * width + Math.floor(x / PER_SPOT));
      for (let k = 0; k < 3; k++) out[to + k] = (out[to + k] ?? 0) + (table[from + k] ?? 0) / PER_SPOT ** 2;
    }
  }
  return out;
}

/** Samples per spot and direction where they lie between the chroma samples. */
const BETWEEN = 4;
/** Chroma samples that are left out along the picture's border. */
const RIM = 2;

/**
 * As `sketch`, of the picture within its bars moved back by some raw pixels, with fractions: what went with a drifting
 * camera is where it was. What is beyond the picture looks like its border.
 */
export function movedSketch(
  frame: Uint8Array,
  video: RawVideo,
  table: YuvTable,
  picture: Box,
  { x: moveX, y: moveY }: Shift,
): Sketch {
  // A bar's blurred edge stands still.
  const [left, top] = [(picture.left >> 1) + RIM, (picture.top >> 1) + RIM];
  const halfWidth = Math.max(1, (picture.right >> 1) - RIM - left);
  const halfHeight = Math.max(1, (picture.bottom >> 1) - RIM - top);
  const step = Math.max(halfWidth, halfHeight) / LONG_SIDE;
  const [width, height] = [Math.max(1, Math.floor(halfWidth / step)), Math.max(1, Math.floor(halfHeight / step))];
  const columns = placesBetween(left, halfWidth, width * BETWEEN, moveX / 2);
  const rows = placesBetween(top, halfHeight, height * BETWEEN, moveY / 2);
  const out = new Float32Array(width * height * 3);
  for (const [j, row] of rows.entries()) {
    for (const [i, column] of columns.entries()) {
      const to = 3 * (Math.floor(j / BETWEEN) * width + Math.floor(i / BETWEEN));
      for (const [y, shareY] of row) {
        for (const [x, shareX] of column) {
          const from = chromaKey(frame, video, x, y);
          const share = (shareX * shareY) / BETWEEN ** 2;
          for (let k = 0; k < 3; k++) out[to + k] = (out[to + k] ?? 0) + share * (table[from + k] ?? 0);
        }
      }
    }
  }
  return out;
}

type Pair = readonly (readonly [place: number, share: number])[];

/** For each of `count` places spread over an axis the two samples around it and the share of each. */
function placesBetween(start: number, length: number, count: number, move: number): readonly Pair[] {
  return Array.from({ length: count }, (_, i) => {
    const place = Math.min(length - 1, Math.max(0, ((i + 0.5) * length) / count - 0.5 + move));
    const first = Math.min(Math.floor(place), Math.max(0, length - 2));
    return [
      [start + first, 1 - (place - first)],
      [start + Math.min(length - 1, first + 1), place - first],
    ];
  });
}

/** Root mean square of the OKLab distances between two sketches of one size. */
export function sketchDistance(one: Sketch, other: Sketch): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) {
    const step = (one[i] ?? 0) - (other[i] ?? 0);
    sum += step * step;
  }
  return Math.sqrt((3 * sum) / Math.max(1, one.length));
}
