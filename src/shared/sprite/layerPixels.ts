import { grayToRgba } from './color.ts';
import { paletteAt } from './palette.ts';
import type { Pixels } from './raster.ts';
import type { Layer, Sprite } from './sprite.ts';

/** Copies `count` pixels, every `step`th from `from` on, as RGBA into the beginning of `row`. */
export type ReadRow = (row: Uint32Array, pixels: Pixels, from: number, step: number, count: number) => void;

/**
 * How pixels of a layer become RGBA in frame number `index`: through the frame's palette, with the transparent entry
 * clear on all layers but the background.
 */
export function rowReaderOf(sprite: Sprite, layer: Layer, index: number): ReadRow {
  if (sprite.colorMode === 'rgba') return readRgba;
  if (sprite.colorMode === 'grayscale') return readGray;
  const colors = indexedColors(sprite, layer, index);
  return (row, pixels, from, step, count) => {
    for (let i = 0, at = from; i < count; i++, at += step) row[i] = colors[pixels[at] ?? 0] ?? 0;
  };
}

export function isBackground(layer: Layer): boolean {
  return layer.kind === 'image' && layer.background;
}

function readRgba(row: Uint32Array, pixels: Pixels, from: number, step: number, count: number): void {
  for (let i = 0, at = from; i < count; i++, at += step) row[i] = pixels[at] ?? 0;
}

function readGray(row: Uint32Array, pixels: Pixels, from: number, step: number, count: number): void {
  for (let i = 0, at = from; i < count; i++, at += step) row[i] = grayToRgba(pixels[at] ?? 0);
}

/** RGBA of all 256 entries; 0 where the palette has none. */
export function indexedColors(sprite: Sprite, layer: Layer, index: number): Uint32Array {
  const colors = new Uint32Array(256);
  colors.set(paletteAt(sprite, index).colors.slice(0, 256));
  if (!isBackground(layer)) colors[sprite.transparentIndex] = 0;
  return colors;
}
