import { compositeFrame } from '../../../shared/sprite/composite.ts';
import { setCanvasSize } from '../../../shared/sprite/edits/spriteEdits.ts';
import { isEmpty, moved, type Rect, union } from '../../../shared/sprite/rect.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { checkCount } from './checkRoom.ts';
import { type Picture, seenBounds } from './picture.ts';

/** The sprite with `area` of the canvas as its canvas. */
export function cropSprite(sprite: Sprite, area: Rect): Sprite {
  const cropped = setCanvasSize(area.width, area.height, -area.x, -area.y)(sprite);
  const slices = sprite.slices.map((slice) => ({
    ...slice,
    keys: slice.keys.map((key) => ({ ...key, bounds: moved(key.bounds, -area.x, -area.y) })),
  }));
  return { ...cropped, slices };
}

/** The part of the canvas outside which no frame shows anything; the whole canvas when none shows anything. */
export function trimmedBounds(sprite: Sprite, byGrid: boolean): Rect {
  const whole = { x: 0, y: 0, width: sprite.width, height: sprite.height };
  const margin = marginColor(sprite);
  const bounds = sprite.frames
    .map((_, frame) => seenBounds({ ...whole, pixels: compositeFrame(sprite, frame) }, margin))
    .reduce(union);
  if (isEmpty(bounds)) return whole;
  return byGrid ? grownToGrid(bounds, sprite) : bounds;
}

/**
 * What counts as nothing at the margin of a picture: a visible background's colour in the corner, otherwise transparency.
 */
export function marginColor(sprite: Sprite): (picture: Picture) => number {
  const background = sprite.layers.some((layer) => layer.kind === 'image' && layer.background && layer.visible);
  return ({ pixels }) => (background ? (pixels[0] ?? 0) : 0);
}

/** The cells of the sprite's grid that a rectangle touches. */
export function grownToGrid(rect: Rect, sprite: Sprite): Rect {
  const grid = gridOf(sprite);
  const floor = (at: number, start: number, side: number): number => Math.floor((at - start) / side) * side + start;
  const ceil = (at: number, start: number, side: number): number => Math.ceil((at - start) / side) * side + start;
  const [x, y] = [floor(rect.x, grid.x, grid.width), floor(rect.y, grid.y, grid.height)];
  return {
    x,
    y,
    width: ceil(rect.x + rect.width, grid.x, grid.width) - x,
    height: ceil(rect.y + rect.height, grid.y, grid.height) - y,
  };
}

/** The whole cells of the sprite's grid on its canvas, row by row. FormatError for too many. */
export function gridCells(sprite: Sprite): readonly Rect[] {
  const grid = gridOf(sprite);
  const [left, top] = [
    ((grid.x % grid.width) + grid.width) % grid.width,
    ((grid.y % grid.height) + grid.height) % grid.height,
  ];
  const columns = Math.floor((sprite.width - left) / grid.width);
  const rows = Math.floor((sprite.height - top) / grid.height);
  const count = Math.max(0, columns) * Math.max(0, rows);
  checkCount(count);
  return Array.from({ length: count }, (_, i) => ({
    x: left + (i % columns) * grid.width,
    y: top + Math.floor(i / columns) * grid.height,
    width: grid.width,
    height: grid.height,
  }));
}

/** Files that state none have one of 16 x 16. */
function gridOf({ grid }: Sprite): Rect {
  return isEmpty(grid) ? { x: 0, y: 0, width: 16, height: 16 } : grid;
}
