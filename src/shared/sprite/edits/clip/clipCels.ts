import { newCel } from '../../cels.ts';
import { convertPixels, type PixelFormat, pixelConverter } from '../../convert.ts';
import type { IdSource } from '../../ids.ts';
import type { PixelClip } from '../../pixelClip.ts';
import { contentBounds, rasterFrom, samePixels } from '../../raster.ts';
import type { Cel, Sprite } from '../../sprite.ts';
import { formatOf } from '../spriteEdits.ts';
import { marked } from './clipNotes.ts';

/**
 * A cel for each frame of a clip, in the sprite's colour mode, in the middle of the canvas, with marks of the clip's
 * name. The same picture twice running becomes one cel, shown twice: linked cels.
 */
export function clipCels(sprite: Sprite, clip: PixelClip, name: string, ids: IdSource): readonly Cel[] {
  const from: PixelFormat = { mode: 'indexed', colors: clip.palette, transparentIndex: 0 };
  const to = formatOf(sprite);
  const convert = pixelConverter(from, to);
  const empty = to.mode === 'indexed' ? to.transparentIndex : 0;
  const x = Math.floor((sprite.width - clip.width) / 2);
  const y = Math.floor((sprite.height - clip.height) / 2);
  const cels: Cel[] = [];
  for (const [i, { indices }] of clip.frames.entries()) {
    const [before, last] = [clip.frames[i - 1], cels.at(-1)];
    if (before && last && samePixels(before.indices, indices)) {
      cels.push(last);
      continue;
    }
    const raster = rasterFrom(to.mode, convertPixels(indices, to.mode, convert), clip.width, clip.height, empty);
    const content = { kind: 'image', id: ids.next('content'), raster, bounds: contentBounds(raster) } as const;
    cels.push(marked(newCel(content, x, y), name));
  }
  return cels;
}
