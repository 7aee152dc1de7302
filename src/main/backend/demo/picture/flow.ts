import { blue, green, red } from '../../../../shared/sprite/color.ts';
import type { Cells } from './cells.ts';

/** How far each pixel of a picture moves on the way to another one, in pixels: halfway between the two, row by row. */
export interface Flow {
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
}

/** One of a row of ever smaller pictures: four values a pixel, colours multiplied by how much of it is covered. */
interface Level {
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/** Pixels of the longer side: smaller is not looked at, and larger only seldom pays. */
const COARSEST = 6;
const FINEST = 160;
/** Pixels around each that are compared, and how far from what is known already is searched, at each size. */
const RADIUS = 2;
const REACH = 3;
/** What it costs to move unlike the neighbours by a pixel, and to move at all, in differences of a pixel (0 to 4). */
const UNLIKE = 0.05;
const FAR = 0.01;
const SWEEPS = 2;

/**
 * Where the parts of one picture are in another: blocks are looked for that match on both sides of the middle between
 * the two, first in small pictures and then around what was found in larger ones (hierarchical bilateral block matching).
 */
export function flowBetween(from: Cells, to: Cells): Flow {
  const [a, b] = [levelsOf(from), levelsOf(to)];
  let flow: Flow = still(1, 1);
  for (let i = a.length - 1; i >= 0; i--) {
    const [one, other] = [a[i], b[i]];
    if (!one || !other) continue;
    flow = enlarged(flow, one.width, one.height);
    if (Math.max(one.width, one.height) > FINEST && i < a.length - 1) continue;
    for (let sweep = 0; sweep < SWEEPS; sweep++) search(flow, one, other, sweep === 0 ? REACH : 1);
    flow = smoothed(flow);
  }
  return flow;
}

function still(width: number, height: number): Flow {
  return { width, height, x: new Float32Array(width * height), y: new Float32Array(width * height) };
}

/** From the picture itself to the smallest. */
function levelsOf(cells: Cells): readonly Level[] {
  const levels = [levelOf(cells)];
  for (let last = levels[0]; last && Math.max(last.width, last.height) > 2 * COARSEST; last = levels.at(-1)) {
    levels.push(halved(last));
  }
  return levels;
}

function levelOf({ width, height, pixels }: Cells): Level {
  const values = new Float32Array(4 * width * height);
  for (let i = 0; i < pixels.length; i++) {
    const pixel = pixels[i] ?? 0;
    if (pixel !== 0) values.set([red(pixel) / 255, green(pixel) / 255, blue(pixel) / 255, 1], 4 * i);
  }
  return { width, height, values };
}

function halved({ width, height, values }: Level): Level {
  const [across, down] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const small = new Float32Array(4 * across * down);
  for (let y = 0, at = 0; y < down; y++) {
    for (let x = 0; x < across; x++) {
      for (let k = 0; k < 4; k++, at++) {
        let sum = 0;
        for (const dy of [0, 1])
          for (const dx of [0, 1]) sum += valueAt({ width, height, values }, 2 * x + dx, 2 * y + dy, k);
        small[at] = sum / 4;
      }
    }
  }
  return { width: across, height: down, values: small };
}

/** Beyond the edges there is nothing. */
function valueAt({ width, height, values }: Level, x: number, y: number, k: number): number {
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (values[4 * (y * width + x) + k] ?? 0);
}

function enlarged(flow: Flow, width: number, height: number): Flow {
  const large = still(width, height);
  const scale = Math.max(width, height) / Math.max(flow.width, flow.height);
  const isSeed = flow.width === 1 && flow.height === 1;
  for (let y = 0, at = 0; y < height; y++) {
    const row = Math.min(flow.height - 1, Math.floor(((y + 0.5) * flow.height) / height)) * flow.width;
    for (let x = 0; x < width; x++, at++) {
      const from = row + Math.min(flow.width - 1, Math.floor(((x + 0.5) * flow.width) / width));
      large.x[at] = isSeed ? 0 : Math.round((flow.x[from] ?? 0) * scale);
      large.y[at] = isSeed ? 0 : Math.round((flow.y[from] ?? 0) * scale);
    }
  }
  return large;
}

/** Takes for each pixel the best of what it has, what its neighbours have, and what lies around. */
function search(flow: Flow, from: Level, to: Level, reach: number): void {
  const { width, height, x: across, y: down } = flow;
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const around = neighboursOf(flow, x, y);
      let best = { dx: across[at] ?? 0, dy: down[at] ?? 0, price: Number.POSITIVE_INFINITY };
      const [startX, startY] = [best.dx, best.dy];
      const tryOut = (dx: number, dy: number): void => {
        const way = UNLIKE * apart(around, dx, dy) + FAR * Math.hypot(dx, dy);
        const price = way + differenceAt(from, to, [x, y, dx, dy], best.price - way);
        if (price < best.price - 1e-6) best = { dx, dy, price };
      };
      tryOut(startX, startY);
      tryOut(0, 0);
      for (const [dx, dy] of around) if (dx !== startX || dy !== startY) tryOut(dx, dy);
      for (let dy = -reach; dy <= reach; dy++)
        for (let dx = -reach; dx <= reach; dx++) tryOut(startX + dx, startY + dy);
      across[at] = best.dx;
      down[at] = best.dy;
    }
  }
}

function neighboursOf(
  { width, height, x: across, y: down }: Flow,
  x: number,
  y: number,
): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const [dx, dy] of [
    [-1, 0],
    [1, 0],
    [0, -1],
    [0, 1],
  ] as const) {
    const [nextX, nextY] = [x + dx, y + dy];
    if (nextX < 0 || nextY < 0 || nextX >= width || nextY >= height) continue;
    const at = nextY * width + nextX;
    found.push([across[at] ?? 0, down[at] ?? 0]);
  }
  return found;
}

function apart(around: readonly (readonly [number, number])[], dx: number, dy: number): number {
  let sum = 0;
  for (const [x, y] of around) sum += Math.min(2, Math.abs(x - dx) + Math.abs(y - dy));
  return around.length === 0 ? 0 : sum / around.length;
}

/**
 * How unlike the two pictures are around a point, each looked at half the way back or on; per pixel, 0 to 4. What is more
 * than `most` need not be known exactly.
 *
 * @param at the point, and how far it moves: x, y, dx, dy
 */
function differenceAt(from: Level, to: Level, at: readonly [number, number, number, number], most: number): number {
  const [x, y, dx, dy] = at;
  const [backX, backY] = [Math.round(dx / 2), Math.round(dy / 2)];
  const [onX, onY] = [dx - backX, dy - backY];
  const count = (2 * RADIUS + 1) ** 2;
  let sum = 0;
  for (let v = -RADIUS; v <= RADIUS && sum <= most * count; v++) {
    for (let u = -RADIUS; u <= RADIUS; u++) {
      for (let k = 0; k < 4; k++) {
        const before = valueAt(from, x + u - backX, y + v - backY, k);
        sum += Math.abs(before - valueAt(to, x + u + onX, y + v + onY, k));
      }
    }
  }
  return sum / count;
}

/** The mean of each pixel's surroundings, so that neighbours do not part. */
function smoothed(flow: Flow): Flow {
  const { width, height } = flow;
  const even = still(width, height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      let [sumX, sumY, count] = [flow.x[at] ?? 0, flow.y[at] ?? 0, 1];
      for (const [dx, dy] of neighboursOf(flow, x, y)) [sumX, sumY, count] = [sumX + dx, sumY + dy, count + 1];
      even.x[at] = sumX / count;
      even.y[at] = sumY / count;
    }
  }
  return even;
}
