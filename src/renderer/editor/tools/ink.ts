import { blendNormal } from '../../../shared/sprite/blend/blendNormal.ts';
import { alpha } from '../../../shared/sprite/color.ts';
import { pixelFromRgba } from '../../../shared/sprite/convert.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { formatOf } from '../../../shared/sprite/edits/spriteEdits.ts';
import { emptyPixel } from '../../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import type { ToolContext } from './tool.ts';

/** What becomes of a pixel that a tool touches. */
export type Ink = (before: number) => number;

/** Paints with the context's colour; a translucent one is laid over what is there. */
export function paintInk({ sprite, frame, color }: ToolContext): Ink {
  const value = colorToPixel(sprite, frame, color);
  const opaque = sprite.colorMode === 'indexed' || alpha(color) === 255;
  if (opaque) return () => value;
  if (sprite.colorMode === 'rgba') return (before) => blendNormal(before, color, 255);
  return (before) => layGray(before, value);
}

export function eraseInk({ sprite }: ToolContext): Ink {
  const empty = emptyPixel(sprite);
  return () => empty;
}

/** An RGBA colour as a pixel of this sprite; in an indexed one the nearest entry. Clear colours erase. */
export function colorToPixel(sprite: Sprite, frame: ToolContext['frame'], color: number): number {
  if (alpha(color) === 0) return emptyPixel(sprite);
  return pixelFromRgba(formatOf(sprite, Math.max(0, indexOf(sprite, frame))), color | minimumAlpha(sprite));
}

/** Indexed sprites know no translucency: whatever is not clear counts as opaque. */
function minimumAlpha(sprite: Sprite): number {
  return sprite.colorMode === 'indexed' ? 0xff000000 : 0;
}

function layGray(before: number, value: number): number {
  const spread = (gray: number): number => (gray & 255) | ((gray >>> 8) << 24);
  const laid = blendNormal(spread(before), spread(value), 255);
  return (laid & 255) | ((laid >>> 24) << 8);
}
