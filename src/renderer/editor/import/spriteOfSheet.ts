import type { SheetCell, SheetPlan } from '../../../shared/formats/sheet/sheetCells.ts';
import { type ImportedFrame, type ImportedPicture, spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import { addTag } from '../../../shared/sprite/edits/tagEdits.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';

/** One picture that holds several. */
export interface SheetPicture {
  readonly width: number;
  readonly height: number;
  /** RGBA, row by row. */
  readonly pixels: Uint32Array;
  readonly palette?: readonly number[];
}

/** The first frame of a picture as a sheet. */
export function sheetOf({ width, height, frames, palette }: ImportedPicture): SheetPicture {
  return { width, height, pixels: frames[0]?.pixels ?? new Uint32Array(width * height), ...(palette && { palette }) };
}

/** A sheet's cells as the frames of a sprite, which is as large as the largest of them; tags come along. */
export function spriteOfSheet(sheet: SheetPicture, { cells, tags }: SheetPlan): Sprite {
  const width = Math.max(1, ...cells.map((cell) => cell.width));
  const height = Math.max(1, ...cells.map((cell) => cell.height));
  const frames = cells.map((cell) => cut(sheet, cell));
  const sprite = spriteOfFrames({ width, height, frames, ...(sheet.palette && { palette: sheet.palette }) });
  return tags.reduce((tagged, { from, to, ...tag }) => {
    const [first, last] = [sprite.frames[from], sprite.frames[to]];
    return first && last ? addTag({ ...tag, from: first.id, to: last.id })(tagged) : tagged;
  }, sprite);
}

function cut(sheet: SheetPicture, { area, x, y, duration }: SheetCell): ImportedFrame {
  const pixels = new Uint32Array(area.width * area.height);
  for (let row = 0; row < area.height; row++) {
    const start = (area.y + row) * sheet.width + area.x;
    pixels.set(sheet.pixels.subarray(start, start + area.width), row * area.width);
  }
  return { pixels, width: area.width, height: area.height, x, y, duration };
}
