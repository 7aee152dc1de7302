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
  /** The palette entry of each pixel, where the file holds such. */
  readonly entries?: Uint8Array;
  readonly palette?: readonly number[];
  readonly gray?: true;
}

/** The first frame of a picture as a sheet. */
export function sheetOf({ frames, ...picture }: ImportedPicture): SheetPicture {
  const [frame] = frames;
  const { pixels = new Uint32Array(picture.width * picture.height), entries } = frame ?? {};
  return { ...picture, pixels, ...(entries && { entries }) };
}

/** A sheet's cells as the frames of a sprite, which is as large as the largest of them; tags come along. */
export function spriteOfSheet(sheet: SheetPicture, { cells, tags }: SheetPlan): Sprite {
  const width = Math.max(1, ...cells.map((cell) => cell.width));
  const height = Math.max(1, ...cells.map((cell) => cell.height));
  const frames = cells.map((cell) => cut(sheet, cell));
  const { palette, gray } = sheet;
  const sprite = spriteOfFrames({ width, height, frames, ...(palette && { palette }), ...(gray && { gray }) });
  return tags.reduce((tagged, { from, to, ...tag }) => {
    const [first, last] = [sprite.frames[from], sprite.frames[to]];
    return first && last ? addTag({ ...tag, from: first.id, to: last.id })(tagged) : tagged;
  }, sprite);
}

function cut(sheet: SheetPicture, { area, x, y, duration }: SheetCell): ImportedFrame {
  const pixels = new Uint32Array(area.width * area.height);
  const entries = sheet.entries && new Uint8Array(pixels.length);
  for (let row = 0; row < area.height; row++) {
    const start = (area.y + row) * sheet.width + area.x;
    const end = start + area.width;
    pixels.set(sheet.pixels.subarray(start, end), row * area.width);
    if (sheet.entries) entries?.set(sheet.entries.subarray(start, end), row * area.width);
  }
  return { pixels, ...(entries && { entries }), width: area.width, height: area.height, x, y, duration };
}
