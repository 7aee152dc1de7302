import type { Area } from '../clip/clipSettings.ts';
import type { Lattice } from './lattice.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** Which part of the picture each pixel of the sprite stands for: cells from (x, y) on, in pixels of the raw frames. */
export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** In cells. */
  readonly width: number;
  readonly height: number;
}

/**
 * The whole area fitted into width x height square cells and centred. Never finer than the original's own pixels
 * (`pixel` wide): a small picture is taken as it is.
 */
export function fitWhole(area: Box, width: number, height: number, pixel: number): Grid {
  const [areaWidth, areaHeight] = [area.right - area.left, area.bottom - area.top];
  const cell = Math.max(pixel, areaWidth / width, areaHeight / height);
  const x = area.left - (width * cell - areaWidth) / 2;
  const y = area.top - (height * cell - areaHeight) / 2;
  return onPixels({ x, y, cellWidth: cell, cellHeight: cell, width, height }, pixel);
}

/**
 * The subject as large as it fits with a small margin, in the middle, its lowest point over all frames on the ground.
 */
export function fitSubject(subject: Box, width: number, height: number, pixel: number): Grid {
  const margin = marginOf(width, height);
  const [boxWidth, boxHeight] = [subject.right - subject.left, subject.bottom - subject.top];
  const fitted = Math.max(boxWidth / (width - 2 * margin), boxHeight / (height - 2 * margin));
  const cell = Math.max(pixel, fitted);
  const x = (subject.left + subject.right - width * cell) / 2;
  const y = subject.bottom - (height - margin) * cell;
  return onPixels({ x, y, cellWidth: cell, cellHeight: cell, width, height }, pixel);
}

/** How many cells stay empty around a subject, where there is room. */
function marginOf(width: number, height: number): number {
  return Math.min(4, Math.floor(Math.min(width, height) / 32));
}

/** The cells of the video's own, from the one at (column, row) on. */
function cellsFrom(lattice: Lattice, column: number, row: number, width: number, height: number): Grid {
  const { cell, x, y } = lattice;
  return { x: x + column * cell, y: y + row * cell, cellWidth: cell, cellHeight: cell, width, height };
}

/** As `fitWhole`, in the video's own cells; what does not fit is cut off all around. */
export function snapWhole(area: Box, width: number, height: number, lattice: Lattice): Grid {
  const [left, top, right, bottom] = cellsOf(area, lattice);
  return cellsFrom(
    lattice,
    Math.floor((left + right - width) / 2),
    Math.floor((top + bottom - height) / 2),
    width,
    height,
  );
}

/** As `fitSubject`, in the video's own cells; what does not fit is cut off above and at the sides. */
export function snapSubject(subject: Box, width: number, height: number, lattice: Lattice): Grid {
  const [left, top, right, bottom] = cellsOf(subject, lattice);
  const margin = Math.max(0, Math.min(marginOf(width, height), height - (bottom - top)));
  return cellsFrom(lattice, Math.floor((left + right - width) / 2), bottom + margin - height, width, height);
}

/** The first and last edges of the lattice, by number, that hold a box; edges of a box are told to half a cell. */
export function cellsOf(box: Box, { cell, x, y }: Lattice): readonly [number, number, number, number] {
  return [
    Math.round((box.left - x) / cell),
    Math.round((box.top - y) / cell),
    Math.round((box.right - x) / cell),
    Math.round((box.bottom - y) / cell),
  ];
}

/** Exactly this area, in pixels of the original; cells need not be square. */
export function fitArea(area: Area, width: number, height: number, pixel: number): Grid {
  return {
    x: area.x * pixel,
    y: area.y * pixel,
    cellWidth: (area.width * pixel) / width,
    cellHeight: (area.height * pixel) / height,
    width,
    height,
  };
}

/** What a grid covers, in pixels of the original. */
export function areaOf(grid: Grid, { pixel }: Pick<RawVideo, 'pixel'>): Area {
  return {
    x: grid.x / pixel,
    y: grid.y / pixel,
    width: (grid.width * grid.cellWidth) / pixel,
    height: (grid.height * grid.cellHeight) / pixel,
  };
}

/** A cell that is one pixel of the original lies exactly over it. */
function onPixels(grid: Grid, pixel: number): Grid {
  if (grid.cellWidth !== pixel) return grid;
  return { ...grid, x: Math.round(grid.x / pixel) * pixel, y: Math.round(grid.y / pixel) * pixel };
}

/** The cells that may have something of what lies within the bounds. */
export function cellsWithin({ x, y, cellWidth, cellHeight, width, height }: Grid, bounds: Box | undefined): Box {
  if (!bounds) return { left: 0, top: 0, right: width, bottom: height };
  return {
    left: Math.max(0, Math.floor((bounds.left - x) / cellWidth)),
    top: Math.max(0, Math.floor((bounds.top - y) / cellHeight)),
    right: Math.min(width, Math.ceil((bounds.right - x) / cellWidth)),
    bottom: Math.min(height, Math.ceil((bounds.bottom - y) / cellHeight)),
  };
}
