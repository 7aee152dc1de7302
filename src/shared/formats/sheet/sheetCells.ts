import type { Rect } from '../../sprite/rect.ts';
import { LIMITS, type TagDirection } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';

/** One frame's place in a sheet that is read. */
export interface SheetCell {
  /** In the sheet, in pixels. */
  readonly area: Rect;
  /** Size of the whole frame, and where the area lies in it. */
  readonly width: number;
  readonly height: number;
  readonly x: number;
  readonly y: number;
  /** Milliseconds. */
  readonly duration: number;
}

export interface SheetTag {
  readonly name: string;
  /** Frame numbers, both included. */
  readonly from: number;
  readonly to: number;
  readonly direction: TagDirection;
  /** 0 = for ever. */
  readonly repeat: number;
  /** RGBA */
  readonly color: number;
}

/** How a sheet comes apart. */
export interface SheetPlan {
  readonly cells: readonly SheetCell[];
  readonly tags: readonly SheetTag[];
}

export interface SheetGrid {
  /** Of one cell, in pixels. */
  readonly width: number;
  readonly height: number;
  /** Where the first cell lies. */
  readonly x: number;
  readonly y: number;
  /** Pixels between cells. */
  readonly gapX: number;
  readonly gapY: number;
}

/** The cells of a grid that lie wholly within a sheet, row by row. FormatError `too_large` for more than a sprite holds. */
export function gridCells(sheet: { readonly width: number; readonly height: number }, grid: SheetGrid): SheetPlan {
  const { width, height } = grid;
  const columns = Math.max(0, Math.floor((sheet.width - grid.x + grid.gapX) / (width + grid.gapX)));
  const rows = Math.max(0, Math.floor((sheet.height - grid.y + grid.gapY) / (height + grid.gapY)));
  checkCount(columns * rows);
  const cells = Array.from({ length: columns * rows }, (_, i) => {
    const x = grid.x + (i % columns) * (width + grid.gapX);
    const y = grid.y + Math.floor(i / columns) * (height + grid.gapY);
    return wholeCell({ x, y, width, height });
  });
  return { cells, tags: [] };
}

/** A cell that is a frame as it stands. */
export function wholeCell(area: Rect, duration = 100): SheetCell {
  return { area, width: area.width, height: area.height, x: 0, y: 0, duration };
}

export function checkCount(count: number): void {
  if (count <= LIMITS.frames) return;
  throw new FormatError('sheet', 0, 'too_large', `${count} frames; ${LIMITS.frames} are possible`);
}
