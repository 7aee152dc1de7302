import type { FrameSource } from '../../../shared/clip/clipReport.ts';
import type { SheetFrame } from './draft.ts';

/** The contact sheet of a cut: as the artist arranged it, or just the frames that were cut. */
export function sheetOf(sheet: readonly SheetFrame[] | null, frames: readonly FrameSource[]): readonly SheetFrame[] {
  return sheet ?? frames.map(({ number }) => ({ number, kept: true }));
}

/** Drops a frame, or takes it back. The last one stays: a clip has a frame at least. */
export function toggleFrame(sheet: readonly SheetFrame[], at: number): readonly SheetFrame[] {
  const frame = sheet[at];
  if (frame === undefined || (frame.kept && keptCount(sheet) === 1)) return sheet;
  return sheet.with(at, { ...frame, kept: !frame.kept });
}

/** Moves the frame at one place to another; the others close up. */
export function moveFrame(sheet: readonly SheetFrame[], from: number, to: number): readonly SheetFrame[] {
  const frame = sheet[from];
  const place = Math.min(sheet.length - 1, Math.max(0, to));
  if (frame === undefined || place === from) return sheet;
  return sheet.toSpliced(from, 1).toSpliced(place, 0, frame);
}

export function keptCount(sheet: readonly SheetFrame[]): number {
  return sheet.filter(({ kept }) => kept).length;
}

/** Which frame of the finished clip stands at a place of the sheet; null where it was dropped. */
export function clipFrameAt(sheet: readonly SheetFrame[], at: number): number | null {
  return sheet[at]?.kept ? keptCount(sheet.slice(0, at)) : null;
}

/** At which place of the sheet a frame of the finished clip stands; -1 where it has no such frame. */
export function placeOfClipFrame(sheet: readonly SheetFrame[], frame: number): number {
  let left = frame;
  return sheet.findIndex(({ kept }) => kept && left-- === 0);
}
