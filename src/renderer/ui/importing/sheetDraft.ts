import { findSprites } from '../../../shared/formats/sheet/findSprites.ts';
import { readSheetJson } from '../../../shared/formats/sheet/readSheetJson.ts';
import { gridCells, type SheetGrid, type SheetPlan } from '../../../shared/formats/sheet/sheetCells.ts';
import type { Failure } from '../../../shared/ipc.ts';
import type { SheetPicture } from '../../editor/import/spriteOfSheet.ts';
import { failureOf } from '../../editor/requestFailed.ts';

/** How a sheet is to be cut, as far as it has been said. */
export interface SheetDraft {
  readonly by: 'grid' | 'data' | 'finding';
  readonly grid: SheetGrid;
  /** The JSON file's name and text; null until one is chosen. */
  readonly data: { readonly name: string; readonly text: string } | null;
  /** How far loose parts may lie from one another, in pixels. */
  readonly distance: number;
}

const NO_CELLS: SheetPlan = { cells: [], tags: [] };

export interface SheetCut {
  readonly plan: SheetPlan;
  readonly failure: Failure | null;
}

/** The cells, or why there are none. */
export function cutSheet(sheet: SheetPicture, { by, grid, data, distance }: SheetDraft): SheetCut {
  try {
    if (by === 'grid') return { plan: gridCells(sheet, grid), failure: null };
    if (by === 'finding') return { plan: findSprites(sheet, distance), failure: null };
    return { plan: data ? readSheetJson(data.text, sheet) : NO_CELLS, failure: null };
  } catch (error) {
    return { plan: NO_CELLS, failure: failureOf(error) };
  }
}

/** A first guess: squares as high or as wide as the sheet, if it is a strip of them; else 32 pixels. */
export function firstDraft({ width, height }: { readonly width: number; readonly height: number }): SheetDraft {
  const short = Math.min(width, height);
  const isStrip = short > 0 && Math.max(width, height) % short === 0;
  const side = isStrip && width !== height ? short : Math.min(32, short);
  const grid = { width: side, height: side, x: 0, y: 0, gapX: 0, gapY: 0 };
  return { by: 'grid', grid, data: null, distance: 1 };
}
