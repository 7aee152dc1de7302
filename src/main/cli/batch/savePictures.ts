import { composite } from '../../../shared/sprite/composite.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import { sliceBounds } from '../../../shared/sprite/slices.ts';
import type { Slice, Sprite } from '../../../shared/sprite/sprite.ts';
import { gridCells } from './cropSprite.ts';
import type { Picture } from './picture.ts';

/** One picture out of a frame. */
export interface FramePicture extends Picture {
  /** Number of the frame in the sprite. */
  readonly frame: number;
  /** The part of the canvas that it shows. */
  readonly area: Rect;
  /** Milliseconds. */
  readonly duration: number;
}

/** What is cut out of each frame. */
export interface Cut {
  readonly slice?: Slice | undefined;
  readonly grid: boolean;
}

/** The pictures of these frames: whole, or a slice's area (no picture where it has none), or the cells of the grid. */
export function picturesOf(sprite: Sprite, frames: readonly number[], cut: Cut): readonly FramePicture[] {
  return frames.flatMap((frame) =>
    areasOf(sprite, frame, cut).map((area) => ({
      width: area.width,
      height: area.height,
      pixels: composite(sprite, frame, area),
      frame,
      area,
      duration: sprite.frames[frame]?.duration ?? 100,
    })),
  );
}

/** The areas of the canvas that are cut out of a frame. */
export function areasOf(sprite: Sprite, frame: number, { slice, grid }: Cut): readonly Rect[] {
  if (grid) return gridCells(sprite);
  if (slice === undefined) return [{ x: 0, y: 0, width: sprite.width, height: sprite.height }];
  const area = sliceBounds(sprite, slice, frame);
  return area && area.width > 0 && area.height > 0 ? [area] : [];
}

/** Pictures laid at the corner of one canvas that is large enough for all, as an animation needs. */
export function sameSize(pictures: readonly FramePicture[]): { width: number; height: number; frames: FramePicture[] } {
  const width = Math.max(1, ...pictures.map((picture) => picture.width));
  const height = Math.max(1, ...pictures.map((picture) => picture.height));
  const frames = pictures.map((picture) => {
    if (picture.width === width && picture.height === height) return picture;
    const pixels = new Uint32Array(width * height);
    for (let y = 0; y < picture.height; y++) {
      pixels.set(picture.pixels.subarray(y * picture.width, (y + 1) * picture.width), y * width);
    }
    return { ...picture, width, height, pixels };
  });
  return { width, height, frames };
}
