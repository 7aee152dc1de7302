import type { Matte } from './matte.ts';
import type { Box, RawVideo } from './rawVideo.ts';

/** Which part of the picture each pixel of the sprite stands for: square cells, `cell` wide, from (x, y) on. */
export interface Grid {
  readonly x: number;
  readonly y: number;
  readonly cell: number;
  /** In cells. */
  readonly width: number;
  readonly height: number;
}

/**
 * The whole area fitted into width x height cells and centred. Never finer than the original's own pixels (`pixel`
 * wide): a small picture is taken as it is.
 */
export function fitWhole(area: Box, width: number, height: number, pixel: number): Grid {
  const [areaWidth, areaHeight] = [area.right - area.left, area.bottom - area.top];
  const cell = Math.max(pixel, areaWidth / width, areaHeight / height);
  const x = area.left - (width * cell - areaWidth) / 2;
  const y = area.top - (height * cell - areaHeight) / 2;
  return onPixels({ x, y, cell, width, height }, pixel);
}

/**
 * The subject as large as it fits with a small margin, in the middle, its lowest point over all frames on the ground.
 */
export function fitSubject(subject: Box, width: number, height: number, pixel: number): Grid {
  const margin = Math.min(4, Math.floor(Math.min(width, height) / 32));
  const [boxWidth, boxHeight] = [subject.right - subject.left, subject.bottom - subject.top];
  const fitted = Math.max(boxWidth / (width - 2 * margin), boxHeight / (height - 2 * margin));
  const cell = Math.max(pixel, fitted);
  const x = (subject.left + subject.right - width * cell) / 2;
  const y = subject.bottom - (height - margin) * cell;
  return onPixels({ x, y, cell, width, height }, pixel);
}

/** A cell that is one pixel of the original lies exactly over it. */
function onPixels(grid: Grid, pixel: number): Grid {
  if (grid.cell !== pixel) return grid;
  return { ...grid, x: Math.round(grid.x / pixel) * pixel, y: Math.round(grid.y / pixel) * pixel };
}

/**
 * The box around the subject over all frames; undefined when there is none. Rows and columns that hold less than
 * `least` samples over all frames together are no part of it.
 */
export function subjectBox(mattes: readonly Matte[], video: RawVideo, least: number): Box | undefined {
  const width = video.width >> 1;
  const height = video.height >> 1;
  const columns = new Uint32Array(width);
  const rows = new Uint32Array(height);
  for (const matte of mattes) {
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        if (matte[i] === 0) continue;
        columns[x] = (columns[x] ?? 0) + 1;
        rows[y] = (rows[y] ?? 0) + 1;
      }
    }
  }
  const counts = (count: number): boolean => count >= least;
  const left = columns.findIndex(counts);
  const top = rows.findIndex(counts);
  if (left < 0 || top < 0) return undefined;
  return {
    left: 2 * left,
    top: 2 * top,
    right: 2 * (columns.findLastIndex(counts) + 1),
    bottom: 2 * (rows.findLastIndex(counts) + 1),
  };
}
