import type { Size } from '../view.ts';

/** Whole numbers only: a pixel of the sprite is so many pixels a side. */
export const ZOOMS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16, 24, 32] as const;

/** The largest zoom at which a picture fits into the room; at least 1. */
export function zoomToFit(picture: Size, room: Size): number {
  return Math.max(1, Math.floor(Math.min(room.width / picture.width, room.height / picture.height)));
}

/** The zoom one step larger or smaller. */
export function stepZoom(zoom: number, by: number): number {
  return by > 0
    ? (ZOOMS.find((step) => step > zoom) ?? ZOOMS[ZOOMS.length - 1] ?? zoom)
    : (ZOOMS.findLast((step) => step < zoom) ?? 1);
}

/** CSS pixels for a zoom such that every pixel of the sprite covers whole pixels of the screen. */
export function crisp(zoom: number, density: number): number {
  return Math.max(1, Math.round(zoom * density)) / density;
}
