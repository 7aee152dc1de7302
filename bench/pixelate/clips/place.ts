import type { ClipScene } from './clipScene.ts';
import { SIDE } from './sprites/indexCanvas.ts';

export const [VIDEO_WIDTH, VIDEO_HEIGHT, VIDEO_FPS, VIDEO_FRAMES] = [1280, 720, 12, 48] as const;
/** Height of each black bar. */
const BAR = 80;
/** How far the camera moves in the course of a clip, in cells. */
const [DRIFT_X, DRIFT_Y] = [1.5, 0.5];

/** Where things stand in the video, in its pixels. */
export interface Place {
  /** Corner of the sprite's canvas in the first frame. */
  readonly x: number;
  readonly y: number;
  /** First and last line (outside) of the picture within its bars. */
  readonly top: number;
  readonly bottom: number;
  /**
   * The corner as whole cells from the picture's own, where cells are whole pixels and the picture is whole cells, so
   * that its size in cells says all about the grid.
   */
  readonly inCells: { readonly column: number; readonly row: number } | undefined;
}

export function placeOf({ cell, letterbox }: ClipScene): Place {
  const [top, bottom] = letterbox ? [BAR, VIDEO_HEIGHT - BAR] : [0, VIDEO_HEIGHT];
  const [spareX, spareY] = [VIDEO_WIDTH - SIDE * cell, bottom - top - SIDE * cell];
  if (!Number.isInteger(cell)) {
    return { x: Math.floor(spareX / 2), y: top + Math.floor(spareY / 2), top, bottom, inCells: undefined };
  }
  const [column, row] = [Math.floor(spareX / 2 / cell), Math.floor(spareY / 2 / cell)];
  return { x: column * cell, y: top + row * cell, top, bottom, inCells: { column, row } };
}

/** How far everything has moved since the first frame, in pixels. */
export function driftAt({ cell, drift }: ClipScene, frame: number): { readonly x: number; readonly y: number } {
  if (!drift) return { x: 0, y: 0 };
  const part = frame / (VIDEO_FRAMES - 1);
  return { x: DRIFT_X * cell * part, y: DRIFT_Y * cell * Math.sin(2 * Math.PI * part) };
}
