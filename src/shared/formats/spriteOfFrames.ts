import { newCel } from '../sprite/cels.ts';
import { rgbaToGray } from '../sprite/color.ts';
import { IdSource } from '../sprite/ids.ts';
import { newFrame, newImageLayer, newSprite } from '../sprite/newSprite.ts';
import { paletteOf } from '../sprite/palette.ts';
import { contentBounds, type Pixels, rasterFrom, samePixels } from '../sprite/raster.ts';
import { isEmpty } from '../sprite/rect.ts';
import type { Cel, ColorMode, FrameId, Sprite } from '../sprite/sprite.ts';
import { ColorTable } from './colorTable.ts';

/** One frame of what is imported. */
export interface ImportedFrame {
  /** RGBA, row by row. */
  readonly pixels: Uint32Array;
  /** The entries of the palette that the pixels come from, where the file holds such. */
  readonly entries?: Uint8Array;
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
  /** RGBA. With one the sprite is indexed, as far as the palette has room for a transparent entry if one is needed. */
  readonly palette?: readonly number[];
  /** The file holds shades of gray: the sprite is a grayscale one. */
  readonly gray?: true;
}

/**
 * A sprite of one layer with the given frames. A picture that comes again right after itself becomes a linked cel.
 * Where all of a palette is opaque and the frames fill the canvas, the layer is a background. Without a palette of its
 * own the sprite gets its colours as one, if they are at most 256.
 */
export function spriteOfFrames(picture: ImportedPicture): Sprite {
  const { width, height, frames } = picture;
  const index = indexing(picture);
  const colors = index?.colors ?? colorsOf(frames);
  const colorMode = index ? 'indexed' : picture.gray ? 'grayscale' : 'rgba';
  const start = newSprite({ width, height, colorMode, ...(colors && { palette: paletteOf(colors) }) });
  const ids = new IdSource(1);
  const made = frames.map(({ duration }) => newFrame(ids.next('frame'), Math.min(65535, Math.max(1, duration))));
  const background = index?.background ?? false;
  const layer = { ...newImageLayer(ids.next('layer'), background ? 'Background' : 'Layer 1'), background };
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
  /** Nothing is transparent, nor needs to be. */
  readonly background: boolean;
  readonly entries: ReadonlyMap<number, number>;
}

/** How colours become entries; undefined when there is no palette, or no entry to be had for transparency. */
function indexing({ width, height, frames, palette }: ImportedPicture): Indexing | undefined {
  if (palette === undefined) return undefined;
  const found = palette.findIndex((color) => color >>> 24 === 0);
  const filled = frames.every((frame) => frame.width === width && frame.height === height);
  const background = filled && palette.every((color) => color >>> 24 === 255);
  const added = found < 0 && !background;
  if (added && palette.length >= 256) return undefined;
  const colors = added ? [...palette, 0] : palette;
  const entries = new Map<number, number>();
  colors.forEach((color, entry) => {
    if (!entries.has(color)) entries.set(color, entry);
  });
  return { colors, transparentIndex: background ? 0 : added ? palette.length : found, background, entries };
}

function celOf(from: ImportedFrame, mode: ColorMode, index: Indexing | undefined, ids: IdSource): Cel {
  const { width, height, x, y } = from;
  const empty = index?.transparentIndex ?? 0;
  const raster = rasterFrom(mode, pixelsOf(from, mode, index), width, height, empty);
  const bounds = index?.background ? { x: 0, y: 0, width, height } : contentBounds(raster);
  return newCel({ kind: 'image', id: ids.next('content'), raster, bounds }, x, y);
}

/** Colours that cannot be seen would show up once something is painted over them, but for those of a palette. */
function pixelsOf(from: ImportedFrame, mode: ColorMode, index: Indexing | undefined): Pixels {
  if (index) {
    const { entries, transparentIndex } = index;
    return from.entries ?? Uint8Array.from(from.pixels, (color) => entries.get(color) ?? transparentIndex);
  }
  const pixels = seen(from.pixels);
  return mode === 'grayscale' ? Uint16Array.from(pixels, rgbaToGray) : pixels;
}

function alike(a: ImportedFrame, b: ImportedFrame): boolean {
  if (a.width !== b.width || a.x !== b.x || a.y !== b.y || !samePixels(a.pixels, b.pixels)) return false;
  return a.entries && b.entries ? samePixels(a.entries, b.entries) : a.entries === b.entries;
}

/** All colours that are seen, transparency first; undefined when there are more than a palette holds. */
function colorsOf(frames: readonly ImportedFrame[]): readonly number[] | undefined {
  const table = new ColorTable();
  table.add([0]);
  return frames.every(({ pixels }) => table.addSeen(pixels)) ? table.colors : undefined;
}

/** Clear pixels without their colours; the same array where there are none. */
function seen(pixels: Uint32Array): Uint32Array {
  let out = pixels;
  for (let i = 0; i < pixels.length; i++) {
    const color = pixels[i] ?? 0;
    if (color >>> 24 !== 0 || color === 0) continue;
    if (out === pixels) out = pixels.slice();
    out[i] = 0;
  }
  return out;
}
