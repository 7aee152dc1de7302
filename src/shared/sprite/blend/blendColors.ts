import { blue, green, red } from '../color.ts';
import type { BlendMode } from '../sprite.ts';
import { blendNormal } from './blendNormal.ts';
import { channelTable } from './channelModes.ts';
import { hslColor } from './hslModes.ts';
import { mergeColors } from './mergeColors.ts';
import { multiplyBytes } from './multiplyBytes.ts';

/** Lays `source` over `backdrop`, RGBA and not premultiplied, with an opacity of 0 to 255. */
export type BlendColors = (backdrop: number, source: number, opacity: number) => number;

/**
 * The blend mode as a function of two colours, integer for integer what Aseprite computes for RGBA (doc/blend_funcs.cpp,
 * its present method): the mode's colour counts as far as there is something below, the plain layer's as far as not.
 */
export function blenderOf(mode: BlendMode): BlendColors {
  switch (mode) {
    case 'normal':
      return blendNormal;
    case 'hue':
    case 'saturation':
    case 'color':
    case 'luminosity':
      return (backdrop, source, opacity) => blendMixed(backdrop, source, opacity, hslColor(mode, backdrop, source));
    default: {
      const table = channelTable(mode);
      return (backdrop, source, opacity) => blendMixed(backdrop, source, opacity, mixed(table, backdrop, source));
    }
  }
}

function mixed(table: Uint8Array, backdrop: number, source: number): number {
  const r = table[(red(backdrop) << 8) | red(source)] ?? 0;
  const g = table[(green(backdrop) << 8) | green(source)] ?? 0;
  const b = table[(blue(backdrop) << 8) | blue(source)] ?? 0;
  return r | (g << 8) | (b << 16);
}

/** `color` is what the mode makes of both, without alpha. */
function blendMixed(backdrop: number, source: number, opacity: number, color: number): number {
  const below = backdrop >>> 24;
  if (below === 0) return blendNormal(backdrop, source, opacity);
  const blended = blendNormal(backdrop, (color | (source & 0xff000000)) >>> 0, opacity);
  // Both merges below end at this colour.
  if (below === 255) return blended;
  const normal = blendNormal(backdrop, source, opacity);
  const above = multiplyBytes(source >>> 24, opacity);
  return mergeColors(mergeColors(normal, blended, below), blended, multiplyBytes(below, above));
}
