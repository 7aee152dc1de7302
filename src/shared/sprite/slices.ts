import type { Rect } from './rect.ts';
import type { Slice, Sprite } from './sprite.ts';

/** Where a slice lies in frame number `index`: what its last key at or before it says; undefined before its first. */
export function sliceBounds(sprite: Sprite, slice: Slice, index: number): Rect | undefined {
  const numbers = new Map(sprite.frames.map(({ id }, number) => [id, number]));
  return slice.keys.findLast((key) => (numbers.get(key.frame) ?? 0) <= index)?.bounds;
}
