import type { Area } from '../../../shared/clip/clipSettings.ts';
import type { Size } from '../view.ts';

/** What of a crop rectangle is held: its inside, or the edges by their points of the compass. */
export type CropHandle = 'move' | 'n' | 'e' | 's' | 'w' | 'ne' | 'se' | 'sw' | 'nw';
export const CROP_EDGES = ['n', 'e', 's', 'w', 'ne', 'se', 'sw', 'nw'] as const satisfies readonly CropHandle[];

/** Least side of a crop, in pixels of the video. */
const LEAST = 8;

/** The rectangle after a handle was dragged by (dx, dy), all in pixels of the video; it stays whole and within it. */
export function dragCrop(area: Area, handle: CropHandle, dx: number, dy: number, video: Size): Area {
  if (handle === 'move') {
    const x = clamp(Math.round(area.x + dx), 0, video.width - area.width);
    const y = clamp(Math.round(area.y + dy), 0, video.height - area.height);
    return { ...area, x, y };
  }
  let { x: left, y: top } = area;
  let right = left + area.width;
  let bottom = top + area.height;
  if (handle.includes('w')) left = clamp(Math.round(left + dx), 0, right - LEAST);
  if (handle.includes('e')) right = clamp(Math.round(right + dx), left + LEAST, video.width);
  if (handle.includes('n')) top = clamp(Math.round(top + dy), 0, bottom - LEAST);
  if (handle.includes('s')) bottom = clamp(Math.round(bottom + dy), top + LEAST, video.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** A rectangle between two points of the video, whole and within it; null while it is too small to be meant. */
export function cropBetween(from: { x: number; y: number }, to: { x: number; y: number }, video: Size): Area | null {
  const left = clamp(Math.round(Math.min(from.x, to.x)), 0, video.width);
  const top = clamp(Math.round(Math.min(from.y, to.y)), 0, video.height);
  const width = clamp(Math.round(Math.max(from.x, to.x)), 0, video.width) - left;
  const height = clamp(Math.round(Math.max(from.y, to.y)), 0, video.height) - top;
  return width < LEAST || height < LEAST ? null : { x: left, y: top, width, height };
}

/** The part of an area that lies within the video, in whole pixels: what an artist begins to drag. */
export function withinVideo(area: Area, video: Size): Area {
  const left = clamp(Math.round(area.x), 0, video.width - LEAST);
  const top = clamp(Math.round(area.y), 0, video.height - LEAST);
  const right = clamp(Math.round(area.x + area.width), left + LEAST, video.width);
  const bottom = clamp(Math.round(area.y + area.height), top + LEAST, video.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}
