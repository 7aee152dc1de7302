import type { Alignment } from '../clip/clipSettings.ts';
import type { Silhouette } from './silhouette.ts';

/** How far a frame's subject is from where it shall be, in raw pixels. */
export interface Shift {
  readonly x: number;
  readonly y: number;
}

export interface AlignOptions {
  /** Raw pixels. */
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Frames of one cycle of the motion; drift is slower than that. */
  readonly period: number;
}

/** Chroma samples, as a share of a cell's width, that make a line of the subject and not a speck. */
const LEAST_LINE = 0.25;
/** Cells: the wander must lead so far from the last whole cell before the next one is taken. */
const RELUCTANCE = 0.7;

/** How far each frame is to be shifted back so that the subject stands as the alignment asks for. */
export function align(
  alignment: Alignment,
  silhouettes: readonly Silhouette[],
  options: AlignOptions,
): readonly Shift[] {
  switch (alignment) {
    case 'none':
      return silhouettes.map(() => ({ x: 0, y: 0 }));
    case 'ground':
      return toGround(silhouettes, options);
    case 'drift':
      return withoutDrift(silhouettes, options);
  }
}

function toGround(silhouettes: readonly Silhouette[], { cellHeight, cellWidth }: AlignOptions): readonly Shift[] {
  const feet = silhouettes.map(({ rows }) => 2 * (1 + rows.findLastIndex((count) => count >= LEAST_LINE * cellWidth)));
  const ground = median(feet.filter((foot) => foot > 0));
  return feet.map((foot) => ({ x: 0, y: foot > 0 ? cellHeight * Math.round((foot - ground) / cellHeight) : 0 }));
}

/**
 * Takes the slow part of the way of the subject's middle: its median over one cycle around each frame, in which whatever
 * comes back within the cycle (a step, a jump) has no part.
 */
function withoutDrift(
  silhouettes: readonly Silhouette[],
  { cellWidth, cellHeight, period }: AlignOptions,
): readonly Shift[] {
  const x = wander(
    silhouettes.map(({ columns }) => middleOf(columns)),
    period,
  );
  const y = wander(
    silhouettes.map(({ rows }) => middleOf(rows)),
    period,
  );
  const [wholeX, wholeY] = [inCells(x, cellWidth), inCells(y, cellHeight)];
  return wholeX.map((shift, i) => ({ x: shift, y: wholeY[i] ?? 0 }));
}

/** Where the subject's middle is along one axis, in raw pixels; undefined where there is none. */
function middleOf(line: Uint16Array): number | undefined {
  let [count, sum] = [0, 0];
  for (let i = 0; i < line.length; i++) {
    const samples = line[i] ?? 0;
    count += samples;
    sum += samples * (2 * i + 1);
  }
  return count === 0 ? undefined : sum / count;
}

/** The slow part of a way, as steps from its own middle; nothing where the clip is hardly longer than a cycle. */
function wander(way: readonly (number | undefined)[], period: number): readonly number[] {
  const known = filled(way);
  const window = Math.min(period, known.length);
  const last = known.length - window;
  const medians = Array.from({ length: last + 1 }, (_, start) => median(known.slice(start, start + window)));
  // Before the first whole cycle and after the last one it goes on as it begins and as it ends.
  const reach = Math.min(window, last);
  const slope = (from: number): number =>
    reach === 0 ? 0 : ((medians[from + reach] ?? 0) - (medians[from] ?? 0)) / reach;
  const [begin, end] = [slope(0), slope(last - reach)];
  const slow = known.map((_, t) => {
    const place = t - (window - 1) / 2;
    if (place < 0) return (medians[0] ?? 0) + place * begin;
    if (place > last) return (medians[last] ?? 0) + (place - last) * end;
    return ((medians[Math.floor(place)] ?? 0) + (medians[Math.ceil(place)] ?? 0)) / 2;
  });
  const middle = median(slow);
  return slow.map((value) => value - middle);
}

/** Frames without a subject are where the one before was, the first ones where the first subject is. */
function filled(way: readonly (number | undefined)[]): readonly number[] {
  let last = way.find((value) => value !== undefined) ?? 0;
  return way.map((value) => {
    last = value ?? last;
    return last;
  });
}

function inCells(way: readonly number[], cell: number): readonly number[] {
  let whole = Math.round((way[0] ?? 0) / cell);
  return way.map((value) => {
    if (Math.abs(value / cell - whole) > RELUCTANCE) whole = Math.round(value / cell);
    return whole * cell;
  });
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1] ?? 0;
}
