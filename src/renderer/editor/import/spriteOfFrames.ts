import { newCel } from '../../../shared/sprite/cels.ts';
import { IdSource } from '../../../shared/sprite/ids.ts';
import { newFrame, newImageLayer, newSprite } from '../../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { contentBounds, type Pixels, rasterFrom, samePixels } from '../../../shared/sprite/raster.ts';
import { isEmpty } from '../../../shared/sprite/rect.ts';
import type { Cel, ColorMode, FrameId, Sprite } from '../../../shared/sprite/sprite.ts';

/** One frame of what is imported. */
export interface ImportedFrame {
  /** RGBA, row by row. */
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
  /** Where it lies on the canvas. */
  readonly x: number;
  readonly y: number;
  /** Milliseconds. */
  readonly duration: number;
}

export interface ImportedPicture {
  readonly width: number;
  readonly height: number;
  /** At least one. */
  readonly frames: readonly ImportedFrame[];
  /** RGBA. With one the sprite is indexed, as far as the palette has room for a transparent entry. */
  readonly palette?: readonly number[];
}

/**
 * A sprite of one layer with the given frames. A picture that comes again right after itself becomes a linked cel.
 * Without a palette of its own the sprite gets its colours as one, if they are at most 256.
 */
export function spriteOfFrames({ width, height, frames, palette }: ImportedPicture): Sprite {
  const index = palette && indexing(palette);
  const colors = index?.colors ?? colorsOf(frames);
  const colorMode = index ? 'indexed' : 'rgba';
  const start = newSprite({ width, height, colorMode, ...(colors && { palette: paletteOf(colors) }) });
  const ids = new IdSource(1);
  const made = frames.map(({ duration }) => newFrame(ids.next('frame'), Math.min(65535, Math.max(1, duration))));
  const layer = newImageLayer(ids.next('layer'), 'Layer 1');
  const cels = new Map<FrameId, Cel>();
  let last: { readonly from: ImportedFrame; readonly cel: Cel } | undefined;
  frames.forEach((from, i) => {
    const frame = made[i];
    if (frame === undefined) return;
    const cel = last && alike(last.from, from) ? last.cel : celOf(from, colorMode, index, ids);
    last = { from, cel };
    if (cel.content.kind === 'image' && !isEmpty(cel.content.bounds)) cels.set(frame.id, cel);
  });
  const transparentIndex = index?.transparentIndex ?? 0;
  return ids.claimed({ ...start, transparentIndex, frames: made, layers: [{ ...layer, cels }] });
}

interface Indexing {
  readonly colors: readonly number[];
  readonly transparentIndex: number;
  readonly entries: ReadonlyMap<number, number>;
}

/** How colours become entries; undefined when there is no entry to be had for transparency. */
function indexing(palette: readonly number[]): Indexing | undefined {
  const found = palette.findIndex((color) => color >>> 24 === 0);
  if (found < 0 && palette.length >= 256) return undefined;
  const colors = found < 0 ? [...palette, 0] : palette;
  const entries = new Map<number, number>();
  colors.forEach((color, entry) => {
    if (!entries.has(color)) entries.set(color, entry);
  });
  return { colors, transparentIndex: found < 0 ? palette.length : found, entries };
}

function celOf(from: ImportedFrame, mode: ColorMode, index: Indexing | undefined, ids: IdSource): Cel {
  const { width, height, x, y } = from;
  const empty = index?.transparentIndex ?? 0;
  const pixels: Pixels = index
    ? Uint8Array.from(from.pixels, (color) => index.entries.get(color) ?? empty)
    : // Colours that cannot be seen would show up once something is painted over them.
      from.pixels.map((color) => (color >>> 24 === 0 ? 0 : color));
  const raster = rasterFrom(mode, pixels, width, height, empty);
  return newCel({ kind: 'image', id: ids.next('content'), raster, bounds: contentBounds(raster) }, x, y);
}

function alike(a: ImportedFrame, b: ImportedFrame): boolean {
  return a.width === b.width && a.x === b.x && a.y === b.y && samePixels(a.pixels, b.pixels);
}

/** All colours that are seen, transparency first; undefined when there are more than a palette holds. */
function colorsOf(frames: readonly ImportedFrame[]): readonly number[] | undefined {
  const colors = new Set([0]);
  for (const { pixels } of frames) {
    for (const color of pixels) {
      if (color >>> 24 > 0) colors.add(color);
      if (colors.size > 256) return undefined;
    }
  }
  return [...colors];
}
