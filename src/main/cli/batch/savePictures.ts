import { composite } from '../../../shared/sprite/composite.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import { sliceBounds } from '../../../shared/sprite/slices.ts';
import type { Slice, Sprite } from '../../../shared/sprite/sprite.ts';
import { checkCount, checkRoom } from './checkRoom.ts';
import { gridCells } from './cropSprite.ts';
import type { Picture } from './picture.ts';

/** What one picture shows. */
export interface Shot {
  /** Number of the frame in the sprite. */
  readonly frame: number;
  /** The part of the canvas. */
  readonly area: Rect;
  /** Milliseconds. */
  readonly duration: number;
}

/** What is cut out of each frame. */
export interface Cut {
  readonly slice?: Slice | undefined;
  readonly grid: boolean;
}

/**
 * The pictures of these frames before they are made: whole, or a slice's area (none where it has none), or the cells of
 * the grid. FormatError for too many.
 */
export function shotsOf(sprite: Sprite, frames: readonly number[], cut: Cut): readonly Shot[] {
  const shots: Shot[] = [];
  for (const frame of frames) {
    const duration = sprite.frames[frame]?.duration ?? 100;
    for (const area of areasOf(sprite, frame, cut)) shots.push({ frame, area, duration });
    checkCount(shots.length);
  }
  return shots;
}

/** The areas of the canvas that are cut out of a frame. FormatError for too many. */
export function areasOf(sprite: Sprite, frame: number, { slice, grid }: Cut): readonly Rect[] {
  if (grid) return gridCells(sprite);
  if (slice === undefined) return [{ x: 0, y: 0, width: sprite.width, height: sprite.height }];
  const area = sliceBounds(sprite, slice, frame);
  return area && area.width > 0 && area.height > 0 ? [area] : [];
}

export function pictureOf(sprite: Sprite, { frame, area }: Shot): Picture {
  return { width: area.width, height: area.height, pixels: composite(sprite, frame, area) };
}

/**
 * Pictures laid at the corner of one canvas that is large enough for all, as an animation needs. FormatError when they are
 * too large together.
 */
export function animationOf(sprite: Sprite, shots: readonly Shot[]) {
  const width = shots.reduce((most, { area }) => Math.max(most, area.width), 1);
  const height = shots.reduce((most, { area }) => Math.max(most, area.height), 1);
  checkRoom(shots.length * width * height);
  const frames = shots.map((shot) => {
    const picture = pictureOf(sprite, shot);
    return { pixels: laidOn(width, height, picture), duration: shot.duration };
  });
  return { width, height, frames, loop: 0 };
}

function laidOn(width: number, height: number, picture: Picture): Uint32Array {
  if (picture.width === width && picture.height === height) return picture.pixels;
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < picture.height; y++) {
    pixels.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), y * width);
  }
  return pixels;
}
