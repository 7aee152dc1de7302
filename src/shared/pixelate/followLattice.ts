import type { Shift } from './align.ts';
import { latticeAt } from './lattice.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** Half of the frames must show the cells so clearly. */
const CLEAR = 0.45;
/** Cells: less is no drift but noise. */
const LEAST_DRIFT = 0.15;
/** A smaller picture does not tell cells from chance. */
const LEAST_CELLS = 4;
/** Raw pixels: so near to a black bar its blurred edge would count, and that stands still. */
const MARGIN = 4;
/** Raw pixels are told to such a part, so that few places differ. */
const STEPS = 8;

/**
 * Where cells of a known width begin in each frame, in raw pixels and not wrapped at a cell's end, so that a camera that
 * drifts over pixel art can be followed by fractions of a cell: what moves by whole cells within the art does not count.
 * Undefined where there are no such cells, or where they stand still.
 */
export function followLattice(
  frames: readonly Uint8Array[],
  video: RawVideo,
  picture: Box,
  cell: number,
): readonly Shift[] | undefined {
  const inner = inset(picture, MARGIN);
  if (Math.min(inner.right - inner.left, inner.bottom - inner.top) < LEAST_CELLS * cell) return undefined;
  const found = frames.map((frame) => latticeAt(cell, frame, video, inner));
  const sure = found.map(({ confidence }) => confidence).sort((p, q) => p - q)[found.length >> 1] ?? 0;
  if (sure < CLEAR) return undefined;
  const [x, y] = [
    unwrapped(
      found.map((one) => one.x),
      cell,
    ),
    unwrapped(
      found.map((one) => one.y),
      cell,
    ),
  ];
  if (Math.max(rangeOf(x), rangeOf(y)) < LEAST_DRIFT * cell) return undefined;
  return x.map((value, i) => ({ x: rounded(value), y: rounded(y[i] ?? 0) }));
}

function inset({ left, top, right, bottom }: Box, margin: number): Box {
  return { left: left + margin, top: top + margin, right: right - margin, bottom: bottom - margin };
}

/** Each place is taken to be the one nearest to the place before. */
function unwrapped(places: readonly number[], cell: number): readonly number[] {
  let last = places[0] ?? 0;
  return places.map((place) => {
    last = place + cell * Math.round((last - place) / cell);
    return last;
  });
}

function rangeOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function rounded(value: number): number {
  return Math.round(value * STEPS) / STEPS;
}
