import { contentBounds, editRaster, emptyRaster, getPixel, type Raster } from './raster.ts';
import { contains, intersect, isEmpty, type Rect, sameRect } from './rect.ts';

/** The pixels of the canvas that edits are limited to: a rectangle, or the 1-pixels of a mask within it. */
export interface Selection {
  /** Canvas pixels, never empty. */
  readonly bounds: Rect;
  /** Indexed raster of 0 and 1 in canvas coordinates; null: all of the bounds. */
  readonly mask: Raster | null;
}

export function selectRect(rect: Rect): Selection | null {
  return isEmpty(rect) ? null : { bounds: rect, mask: null };
}

/** No selection (null) selects everything. */
export function isSelected(selection: Selection | null, x: number, y: number): boolean {
  if (selection === null) return true;
  if (!contains(selection.bounds, x, y)) return false;
  return selection.mask === null || getPixel(selection.mask, x, y) === 1;
}

export type SelectionMode = 'replace' | 'add' | 'subtract' | 'intersect';

/** Joins a new rectangle with what was selected; null when nothing is left. */
export function combineSelection(before: Selection | null, rect: Rect, mode: SelectionMode): Selection | null {
  if (mode === 'replace' || (mode === 'add' && before === null)) return selectRect(rect);
  if (before === null) return mode === 'intersect' ? selectRect(rect) : null;
  if (mode === 'intersect') {
    const bounds = intersect(before.bounds, rect);
    if (isEmpty(bounds)) return null;
    if (before.mask === null) return { bounds, mask: null };
    const kept = before.mask;
    return ofMask(
      editRaster(emptyRaster('indexed'), (draft) => eachPixel(bounds, (x, y) => draft.set(x, y, getPixel(kept, x, y)))),
    );
  }
  return ofMask(editRaster(maskOf(before), (draft) => draft.fill(rect, mode === 'add' ? 1 : 0)));
}

/** Everything on the canvas that was not selected. */
export function invertSelection(before: Selection | null, canvas: Rect): Selection | null {
  if (before === null) return null;
  const all = editRaster(emptyRaster('indexed'), (draft) => {
    draft.fill(canvas, 1);
    eachPixel(intersect(before.bounds, canvas), (x, y) => {
      if (isSelected(before, x, y)) draft.set(x, y, 0);
    });
  });
  return ofMask(all);
}

/** A selection of a mask's 1-pixels; a plain rectangle where they form one. */
function ofMask(mask: Raster): Selection | null {
  const bounds = contentBounds(mask);
  if (isEmpty(bounds)) return null;
  let full = true;
  eachPixel(bounds, (x, y) => {
    if (full && getPixel(mask, x, y) !== 1) full = false;
  });
  return { bounds, mask: full ? null : mask };
}

export function maskOf(selection: Selection): Raster {
  return selection.mask ?? editRaster(emptyRaster('indexed'), (draft) => draft.fill(selection.bounds, 1));
}

export function sameSelection(a: Selection | null, b: Selection | null): boolean {
  return a === b || (a !== null && b !== null && a.mask === b.mask && sameRect(a.bounds, b.bounds));
}

export function eachPixel(rect: Rect, visit: (x: number, y: number) => void): void {
  for (let y = rect.y; y < rect.y + rect.height; y++) for (let x = rect.x; x < rect.x + rect.width; x++) visit(x, y);
}
