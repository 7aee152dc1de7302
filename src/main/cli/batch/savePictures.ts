import { composite } from '../../../shared/sprite/composite.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import type { Slice, Sprite } from '../../../shared/sprite/sprite.ts';
import { gridCells } from './cropSprite.ts';
import type { Picture } from './picture.ts';

/** One picture out of a frame. */
export interface FramePicture extends Picture {
  /** Number of the frame in the sprite. */
  readonly frame: number;
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
      duration: sprite.frames[frame]?.duration ?? 100,
    })),
  );
}

/** The areas of the canvas that are cut out of a frame. */
export function areasOf(sprite: Sprite, frame: number, { slice, grid }: Cut): readonly Rect[] {
  if (grid) return gridCells(sprite);
  if (slice === undefined) return [{ x: 0, y: 0, width: sprite.width, height: sprite.height }];
  const area = sliceArea(sprite, slice, frame);
  return area && area.width > 0 && area.height > 0 ? [area] : [];
}

/** Where a slice lies in a frame: its last key at or before it. */
function sliceArea(sprite: Sprite, slice: Slice, frame: number): Rect | undefined {
  const numbers = new Map(sprite.frames.map(({ id }, index) => [id, index]));
  return slice.keys.findLast((key) => (numbers.get(key.frame) ?? 0) <= frame)?.bounds;
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

/** The palette that an indexed sprite's pictures are saved with, if it has all their colours. */
export function paletteFor(sprite: Sprite, pictures: readonly Picture[]): readonly number[] | undefined {
  if (sprite.colorMode !== 'indexed' || sprite.paletteChanges.size > 0 || sprite.palette.colors.length > 256)
    return undefined;
  const colors = sprite.palette.colors.map((color, entry) =>
    entry === sprite.transparentIndex && !hasBackground(sprite) ? 0 : color,
  );
  const known = new Set(colors);
  return pictures.every(({ pixels }) => pixels.every((pixel) => known.has(pixel))) ? colors : undefined;
}

function hasBackground({ layers }: Sprite): boolean {
  return layers.some((layer) => layer.kind === 'image' && layer.background && layer.visible);
}
