import type { IdSource } from '../../ids.ts';
import type { PixelClip } from '../../pixelClip.ts';
import type { FrameId, SliceKey, Sprite } from '../../sprite.ts';
import { NO_USER_DATA } from '../../userData.ts';

export interface Pivot {
  /** Of the slice. */
  readonly name: string;
  /** In the clip's pixels. */
  readonly pivot: { readonly x: number; readonly y: number };
  /** From which one on it holds. */
  readonly frame: FrameId;
}

/** A slice over the clip's place on the canvas, with the point on which it stands; one of this name is moved there. */
export function withPivot(sprite: Sprite, clip: PixelClip, { name, pivot, frame }: Pivot, ids: IdSource): Sprite {
  const bounds = {
    x: Math.floor((sprite.width - clip.width) / 2),
    y: Math.floor((sprite.height - clip.height) / 2),
    width: clip.width,
    height: clip.height,
  };
  const key: SliceKey = { frame, bounds, pivot };
  if (sprite.slices.some((slice) => slice.name === name)) {
    const slices = sprite.slices.map((slice) => (slice.name === name ? { ...slice, keys: [key] } : slice));
    return { ...sprite, slices };
  }
  const slice = { id: ids.next('slice'), name, keys: [key], userData: NO_USER_DATA, unknown: [] };
  return { ...sprite, slices: [...sprite.slices, slice] };
}
