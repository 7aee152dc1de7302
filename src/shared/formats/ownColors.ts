import { isGray } from '../sprite/color.ts';
import { paletteAt } from '../sprite/palette.ts';
import type { Sprite } from '../sprite/sprite.ts';

/** How a written picture keeps the colours of its sprite: as entries of a palette, as grays, or, without both, as RGBA. */
export interface OwnColors {
  /** RGBA, 1 to 256 of them. */
  readonly palette?: readonly number[];
  /** The entry of each pixel. */
  readonly entries?: Uint8Array;
  readonly gray?: true;
}

/** How a part of a frame is written, by what `composite` and `compositeEntries` give of it. */
export function ownColorsOf(
  sprite: Sprite,
  index: number,
  { pixels, entries = [] }: { readonly pixels: Uint32Array; readonly entries?: ArrayLike<number> | undefined },
): OwnColors {
  if (sprite.colorMode === 'grayscale') return grays(pixels);
  const palette = writtenPalette(sprite, index);
  return palette ? indexed(pixels, palette, entries) : {};
}

/** The palette that a frame of an indexed sprite is written with: without a background the transparent entry is clear. */
export function writtenPalette(sprite: Sprite, index: number): readonly number[] | undefined {
  const { colors } = paletteAt(sprite, index);
  if (sprite.colorMode !== 'indexed' || colors.length < 1 || colors.length > 256) return undefined;
  const opaque = sprite.layers.some((layer) => layer.kind === 'image' && layer.background && layer.visible);
  return opaque ? colors : colors.map((color, entry) => (entry === sprite.transparentIndex ? 0 : color));
}

/**
 * Pixels as entries: each the one that is given for it where it has that colour, else the first that has; nothing when
 * the palette lacks a colour. Colours of wholly transparent pixels mean nothing.
 */
export function indexed(pixels: Uint32Array, palette: readonly number[], given: ArrayLike<number>): OwnColors {
  const first = new Map(palette.map((color, entry) => [color, entry] as const).toReversed());
  const clear = palette.findIndex((color) => color >>> 24 === 0);
  const entries = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) {
    const color = pixels[i] ?? 0;
    const own = given[i];
    const entry = own !== undefined && looksLike(palette[own], color) ? own : (first.get(color) ?? clear);
    if (!looksLike(palette[entry], color)) return {};
    entries[i] = entry;
  }
  return { palette, entries };
}

function looksLike(entry: number | undefined, color: number): boolean {
  return entry === color || (entry !== undefined && entry >>> 24 === 0 && color >>> 24 === 0);
}

/** Gray where every pixel is; blend modes keep grays gray. */
function grays(pixels: Uint32Array): OwnColors {
  return pixels.every((color) => color >>> 24 === 0 || isGray(color)) ? { gray: true } : {};
}
