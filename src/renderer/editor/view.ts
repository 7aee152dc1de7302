import type { Point, Rect } from '../../shared/sprite/rect.ts';

/** How a canvas is looked at. */
export interface View {
  /** Screen (CSS) pixels for one sprite pixel. */
  readonly zoom: number;
  /** The canvas point, in fractional sprite pixels, that lies in the middle of the viewport. */
  readonly x: number;
  readonly y: number;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The canvas area on the screen, in CSS pixels. */
export interface Viewport extends Size {
  /** Device pixels for one CSS pixel. */
  readonly density: number;
}

/**
 * CSS pixels that a sprite pixel really gets at a zoom: above 100 % a whole number of device pixels, so that all are of
 * one size on every screen.
 */
export function scaleOf(zoom: number, { density }: Viewport): number {
  const device = zoom * density;
  return (device >= 1 ? Math.round(device) : device) / density;
}

/** Whole numbers above 100 %, halves and their like below. */
export const ZOOMS = [
  1 / 16,
  1 / 8,
  1 / 4,
  1 / 3,
  1 / 2,
  1,
  2,
  3,
  4,
  5,
  6,
  8,
  10,
  12,
  16,
  20,
  24,
  32,
  40,
  48,
  64,
] as const;

/** The zoom `steps` steps further in (out when negative). */
export function nextZoom(zoom: number, steps: number): number {
  const nearest = ZOOMS.reduce(
    (best, each, i) => (Math.abs(each - zoom) < Math.abs((ZOOMS[best] ?? 1) - zoom) ? i : best),
    0,
  );
  return ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, nearest + steps))] ?? zoom;
}

/** From viewport coordinates (CSS pixels from its top left) to fractional sprite pixels. */
export function toCanvas(view: View, viewport: Viewport, at: Point): Point {
  const scale = scaleOf(view.zoom, viewport);
  return { x: view.x + (at.x - viewport.width / 2) / scale, y: view.y + (at.y - viewport.height / 2) / scale };
}

/** Another zoom, with the canvas point under `at` (viewport coordinates) kept where it is. */
export function zoomAt(view: View, viewport: Viewport, at: Point, zoom: number): View {
  const fixed = toCanvas(view, viewport, at);
  const scale = scaleOf(zoom, viewport);
  return {
    zoom,
    x: fixed.x - (at.x - viewport.width / 2) / scale,
    y: fixed.y - (at.y - viewport.height / 2) / scale,
  };
}

/** Moves the picture by screen pixels. */
export function pan(view: View, viewport: Viewport, dx: number, dy: number): View {
  const scale = scaleOf(view.zoom, viewport);
  return { ...view, x: view.x - dx / scale, y: view.y - dy / scale };
}

/** The largest zoom step at which `area` fits with a margin, and it in the middle. */
export function fitView(area: Rect, viewport: Size, margin = 24): View {
  const room = Math.min((viewport.width - 2 * margin) / area.width, (viewport.height - 2 * margin) / area.height);
  const zoom = ZOOMS.findLast((each) => each <= room) ?? ZOOMS[0];
  return { zoom, x: area.x + area.width / 2, y: area.y + area.height / 2 };
}
