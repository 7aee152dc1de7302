import { composite } from '../../../shared/sprite/composite.ts';
import { compositeEntries } from '../../../shared/sprite/compositeEntries.ts';
import type { Rect } from '../../../shared/sprite/rect.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { scalePixels } from './scalePixels.ts';

/** A part of a frame in RGBA, every pixel a square of `scale` x `scale` pixels. */
export function framePixels(sprite: Sprite, index: number, area: Rect, scale: number): Uint32Array {
  return scalePixels(composite(sprite, index, area), area.width, scale);
}

/** The palette entries of the same pixels; undefined where the sprite has none. */
export function frameEntries(sprite: Sprite, index: number, area: Rect, scale: number): Uint32Array | undefined {
  const entries = compositeEntries(sprite, index, area);
  return entries && scalePixels(entries, area.width, scale);
}
