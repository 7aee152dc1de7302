import type { Point } from '../../../shared/sprite/rect.ts';

/** The measures of the timeline's grid in CSS pixels: columns are frames, rows are layers as they are listed. */
export interface GridMeasures {
  readonly columns: number;
  readonly rows: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** Width of the layers' names, which stay at the left edge. */
  readonly names: number;
  /** Heights of the tags and of the frame numbers, which stay at the top. */
  readonly tags: number;
  readonly numbers: number;
}

/** First and last place to show, both included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/** What lies at one place of the grid. A row or column that is not there is null. */
export type Spot =
  | { readonly kind: 'corner' }
  | { readonly kind: 'tags'; readonly column: number | null }
  | { readonly kind: 'frame'; readonly column: number | null }
  | { readonly kind: 'layer'; readonly row: number | null }
  | { readonly kind: 'cel'; readonly row: number | null; readonly column: number | null };

const NAMES_WIDTH = 208;
export const LANE_HEIGHT = 24;
const CELLS = { dots: { cellWidth: 28, cellHeight: 24 }, pictures: { cellWidth: 36, cellHeight: 36 } };

export function measureGrid(size: { columns: number; rows: number; lanes: number; pictures: boolean }): GridMeasures {
  const { columns, rows, lanes, pictures } = size;
  const cells = pictures ? CELLS.pictures : CELLS.dots;
  return { columns, rows, ...cells, names: NAMES_WIDTH, tags: lanes * LANE_HEIGHT, numbers: 24 };
}

export function headHeight({ tags, numbers }: GridMeasures): number {
  return tags + numbers;
}

/** What lies at a place of the scrolled view; `at` counts from the view's top left corner. */
export function spotAt(grid: GridMeasures, scroll: Point, at: Point): Spot {
  const column = placeIn(grid.columns, (at.x + scroll.x - grid.names) / grid.cellWidth);
  const row = placeIn(grid.rows, rowCoordinate(grid, scroll, at));
  const [beside, above] = [at.x < grid.names, at.y < headHeight(grid)];
  if (beside) return above ? { kind: 'corner' } : { kind: 'layer', row };
  if (at.y < grid.tags) return { kind: 'tags', column };
  return above ? { kind: 'frame', column } : { kind: 'cel', row, column };
}

/** How many rows down a place lies: 1.5 is the middle of the second row. */
export function rowCoordinate(grid: GridMeasures, scroll: Point, at: Point): number {
  return (at.y + scroll.y - headHeight(grid)) / grid.cellHeight;
}

/** The nearest gap between columns: 0 is before the first, `columns` after the last. */
export function gapAt(grid: GridMeasures, scroll: Point, at: Point): number {
  const gap = Math.round((at.x + scroll.x - grid.names) / grid.cellWidth);
  return Math.min(grid.columns, Math.max(0, gap));
}

/** The nearest column, wherever the place lies. */
export function columnNear(grid: GridMeasures, scroll: Point, at: Point): number {
  const column = Math.floor((at.x + scroll.x - grid.names) / grid.cellWidth);
  return Math.min(grid.columns - 1, Math.max(0, column));
}

/** Spans grow in steps of this many places, so that scrolling by a few pixels changes nothing. */
const STEP = 8;

/** The columns to show in a view of this width, some more on either side. */
export function columnsInView(grid: GridMeasures, left: number, width: number): Span {
  return spanOf(grid.columns, left / grid.cellWidth, (left + width - grid.names) / grid.cellWidth);
}

export function rowsInView(grid: GridMeasures, top: number, height: number): Span {
  return spanOf(grid.rows, top / grid.cellHeight, (top + height - headHeight(grid)) / grid.cellHeight);
}

/** Where to scroll to, so that a cell can be seen whole; the same place if it can be already. */
export function scrollToShow(
  grid: GridMeasures,
  view: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
  cell: { readonly row: number | null; readonly column: number },
): Point {
  const { cellWidth, cellHeight, names } = grid;
  return {
    x: nearest(view.x, view.width - names, cell.column * cellWidth, cellWidth),
    y: cell.row === null ? view.y : nearest(view.y, view.height - headHeight(grid), cell.row * cellHeight, cellHeight),
  };
}

function nearest(from: number, length: number, start: number, size: number): number {
  if (start < from) return start;
  return start + size > from + length ? Math.max(0, start + size - length) : from;
}

function spanOf(count: number, from: number, to: number): Span {
  const first = Math.floor(from / STEP - 0.5) * STEP;
  const last = Math.ceil(to / STEP + 0.5) * STEP - 1;
  return { first: Math.max(0, first), last: Math.min(count - 1, last) };
}

function placeIn(count: number, coordinate: number): number | null {
  const place = Math.floor(coordinate);
  return place >= 0 && place < count ? place : null;
}
