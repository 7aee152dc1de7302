import { EMPTY_RECT, intersect, isEmpty, type Rect, union } from './rect.ts';
import type { ColorMode } from './sprite.ts';

/** Pixels by colour mode: Uint8Array palette entries, Uint16Array value + alpha, Uint32Array RGBA. */
export type Pixels = Uint8Array | Uint16Array | Uint32Array;

/** Side of a tile in pixels. */
export const TILE = 64;
/** Side of a chunk in tiles. */
const CHUNK = 16;
const TILE_SHIFT = 6;
const CHUNK_SHIFT = 4;

type Chunk = readonly (Pixels | undefined)[];

/**
 * An unbounded grid of pixels that is never changed once published. It is held as 64 x 64 tiles, found through chunks of
 * 16 x 16 tiles, so that an edit copies only the tiles it touches and the index path to them. Tiles in which every pixel
 * is `empty` are absent. Coordinates may be negative, within +-2^25.
 */
export interface Raster {
  readonly mode: ColorMode;
  /** The value of every pixel that was never set: 0, or an indexed sprite's transparent entry. */
  readonly empty: number;
  readonly chunks: ReadonlyMap<number, Chunk>;
}

export function emptyRaster(mode: ColorMode, empty = 0): Raster {
  return { mode, empty, chunks: new Map() };
}

/** An array for `count` pixels, all 0. */
export function pixelArray(mode: ColorMode, count: number): Pixels {
  if (mode === 'rgba') return new Uint32Array(count);
  return mode === 'grayscale' ? new Uint16Array(count) : new Uint8Array(count);
}

/** A raster whose pixels in (0, 0, width, height) are `pixels`, row by row. */
export function rasterFrom(mode: ColorMode, pixels: Pixels, width: number, height: number, empty = 0): Raster {
  const chunks = new Map<number, (Pixels | undefined)[]>();
  eachTileIn({ x: 0, y: 0, width, height }, (tx, ty, part) => {
    const tile = blankTile(mode, empty);
    for (let y = part.y; y < part.y + part.height; y++) {
      const from = y * width + part.x;
      tile.set(pixels.subarray(from, from + part.width), (y & 63) << TILE_SHIFT);
    }
    if (isAll(tile, empty)) return;
    const key = chunkKey(tx >> CHUNK_SHIFT, ty >> CHUNK_SHIFT);
    const chunk = chunks.get(key) ?? new Array<undefined>(CHUNK * CHUNK).fill(undefined);
    chunk[slotOf(tx, ty)] = tile;
    chunks.set(key, chunk);
  });
  return { mode, empty, chunks };
}

export function getPixel(raster: Raster, x: number, y: number): number {
  const tile = tileAt(raster, x >> TILE_SHIFT, y >> TILE_SHIFT);
  return tile?.[((y & 63) << TILE_SHIFT) | (x & 63)] ?? raster.empty;
}

/** The tile with tile coordinates (tx, ty), if any of its pixels is set. */
export function tileAt(raster: Raster, tx: number, ty: number): Pixels | undefined {
  return raster.chunks.get(chunkKey(tx >> CHUNK_SHIFT, ty >> CHUNK_SHIFT))?.[slotOf(tx, ty)];
}

/** Copies the pixels of `rect`, row by row, into a new array. */
export function readPixels(raster: Raster, rect: Rect): Pixels {
  const out = pixelArray(raster.mode, rect.width * rect.height);
  if (raster.empty !== 0) out.fill(raster.empty);
  eachTileIn(rect, (tx, ty, part) => {
    const tile = tileAt(raster, tx, ty);
    if (tile === undefined) return;
    for (let y = part.y; y < part.y + part.height; y++) {
      const from = ((y & 63) << TILE_SHIFT) | (part.x & 63);
      out.set(tile.subarray(from, from + part.width), (y - rect.y) * rect.width + (part.x - rect.x));
    }
  });
  return out;
}

export interface Tile {
  readonly tx: number;
  readonly ty: number;
  readonly pixels: Pixels;
}

export function* tilesOf(raster: Raster): Generator<Tile> {
  for (const [key, chunk] of raster.chunks) {
    const { cx, cy } = chunkAt(key);
    for (let slot = 0; slot < chunk.length; slot++) {
      const pixels = chunk[slot];
      if (pixels) yield { tx: cx * CHUNK + (slot & 15), ty: cy * CHUNK + (slot >> CHUNK_SHIFT), pixels };
    }
  }
}

/** The tiles that are not the same object in both, by tile coordinates. Shared chunks cost nothing. */
export function* differingTiles(a: Raster, b: Raster): Generator<{ tx: number; ty: number; a?: Pixels; b?: Pixels }> {
  for (const key of new Set([...a.chunks.keys(), ...b.chunks.keys()])) {
    const left = a.chunks.get(key);
    const right = b.chunks.get(key);
    if (left === right) continue;
    const { cx, cy } = chunkAt(key);
    for (let slot = 0; slot < CHUNK * CHUNK; slot++) {
      const [before, after] = [left?.[slot], right?.[slot]];
      if (before === after) continue;
      const place = { tx: cx * CHUNK + (slot & 15), ty: cy * CHUNK + (slot >> CHUNK_SHIFT) };
      yield { ...place, ...(before && { a: before }), ...(after && { b: after }) };
    }
  }
}

/** The smallest rectangle around all pixels that are not empty. */
export function contentBounds(raster: Raster): Rect {
  let bounds = EMPTY_RECT;
  for (const { tx, ty, pixels } of tilesOf(raster)) {
    const inner = tileBounds(pixels, raster.empty);
    bounds = union(bounds, { ...inner, x: inner.x + tx * TILE, y: inner.y + ty * TILE });
  }
  return bounds;
}

/** Gives `change` a writable view; what it writes becomes a new raster, or the same one if no pixel changed. */
export function editRaster(raster: Raster, change: (draft: RasterDraft) => void): Raster {
  const draft = new RasterDraft(raster);
  change(draft);
  return draft.finish();
}

/** A raster being edited: reads and writes go to private copies of the touched tiles. */
export class RasterDraft {
  readonly #base: Raster;
  readonly #tiles = new Map<number, { tx: number; ty: number; pixels: Pixels }>();
  #lastKey = Number.NaN;
  #last: Pixels | undefined;

  constructor(base: Raster) {
    this.#base = base;
  }

  get(x: number, y: number): number {
    const tx = x >> TILE_SHIFT;
    const ty = y >> TILE_SHIFT;
    const tile = this.#own(tileKey(tx, ty)) ?? tileAt(this.#base, tx, ty);
    return tile?.[((y & 63) << TILE_SHIFT) | (x & 63)] ?? this.#base.empty;
  }

  set(x: number, y: number, value: number): void {
    if (this.get(x, y) === value) return;
    this.#writable(x >> TILE_SHIFT, y >> TILE_SHIFT)[((y & 63) << TILE_SHIFT) | (x & 63)] = value;
  }

  fill(rect: Rect, value: number): void {
    eachTileIn(rect, (tx, ty, part) => {
      if (value === this.#base.empty && !this.#own(tileKey(tx, ty)) && !tileAt(this.#base, tx, ty)) return;
      const tile = this.#writable(tx, ty);
      for (let y = part.y; y < part.y + part.height; y++) {
        const from = ((y & 63) << TILE_SHIFT) | (part.x & 63);
        tile.fill(value, from, from + part.width);
      }
    });
  }

  /** Writes `pixels`, row by row, to `rect`. */
  write(rect: Rect, pixels: Pixels): void {
    eachTileIn(rect, (tx, ty, part) => {
      const tile = this.#writable(tx, ty);
      for (let y = part.y; y < part.y + part.height; y++) {
        const from = (y - rect.y) * rect.width + (part.x - rect.x);
        tile.set(pixels.subarray(from, from + part.width), ((y & 63) << TILE_SHIFT) | (part.x & 63));
      }
    });
  }

  finish(): Raster {
    const chunks = new Map(this.#base.chunks);
    const copied = new Map<number, (Pixels | undefined)[]>();
    for (const { tx, ty, pixels } of this.#tiles.values()) {
      const before = tileAt(this.#base, tx, ty);
      const after = isAll(pixels, this.#base.empty) ? undefined : pixels;
      if (before === after || (before && after && samePixels(before, after))) continue;
      const key = chunkKey(tx >> CHUNK_SHIFT, ty >> CHUNK_SHIFT);
      const chunk = copied.get(key) ?? [...(chunks.get(key) ?? new Array<undefined>(CHUNK * CHUNK).fill(undefined))];
      chunk[slotOf(tx, ty)] = after;
      copied.set(key, chunk);
    }
    if (copied.size === 0) return this.#base;
    for (const [key, chunk] of copied) {
      if (chunk.some((tile) => tile !== undefined)) chunks.set(key, chunk);
      else chunks.delete(key);
    }
    return { ...this.#base, chunks };
  }

  #own(key: number): Pixels | undefined {
    if (key !== this.#lastKey) {
      this.#lastKey = key;
      this.#last = this.#tiles.get(key)?.pixels;
    }
    return this.#last;
  }

  #writable(tx: number, ty: number): Pixels {
    const key = tileKey(tx, ty);
    const own = this.#own(key);
    if (own) return own;
    const pixels = tileAt(this.#base, tx, ty)?.slice() ?? blankTile(this.#base.mode, this.#base.empty);
    this.#tiles.set(key, { tx, ty, pixels });
    this.#lastKey = key;
    this.#last = pixels;
    return pixels;
  }
}

function blankTile(mode: ColorMode, empty: number): Pixels {
  const pixels = pixelArray(mode, TILE * TILE);
  return empty === 0 ? pixels : pixels.fill(empty);
}

/** Calls `visit` for each tile that `rect` touches, with the touched part in raster coordinates. */
export function eachTileIn(rect: Rect, visit: (tx: number, ty: number, part: Rect) => void): void {
  if (isEmpty(rect)) return;
  for (let ty = rect.y >> TILE_SHIFT; ty <= (rect.y + rect.height - 1) >> TILE_SHIFT; ty++) {
    for (let tx = rect.x >> TILE_SHIFT; tx <= (rect.x + rect.width - 1) >> TILE_SHIFT; tx++) {
      visit(tx, ty, intersect(rect, { x: tx * TILE, y: ty * TILE, width: TILE, height: TILE }));
    }
  }
}

const knownBounds = new WeakMap<Pixels, Rect>();

/** Bounds within one tile; remembered, since tiles never change. */
function tileBounds(pixels: Pixels, empty: number): Rect {
  const known = knownBounds.get(pixels);
  if (known) return known;
  const bounds = boundsOf(pixels, empty);
  knownBounds.set(pixels, bounds);
  return bounds;
}

function boundsOf(pixels: Pixels, empty: number): Rect {
  let [first, last] = [0, pixels.length - 1];
  while (first <= last && pixels[first] === empty) first++;
  if (first > last) return EMPTY_RECT;
  while (pixels[last] === empty) last--;
  const [top, bottom] = [first >> TILE_SHIFT, last >> TILE_SHIFT];
  let [left, right] = [first & 63, last & 63];
  for (let y = top; y <= bottom; y++) {
    const row = y << TILE_SHIFT;
    // What lies between the two is within the bounds already.
    for (let x = 0; x < left; x++) if (pixels[row | x] !== empty) left = x;
    for (let x = TILE - 1; x > right; x--) if (pixels[row | x] !== empty) right = x;
  }
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function isAll(pixels: Pixels, value: number): boolean {
  for (let i = 0; i < pixels.length; i++) if (pixels[i] !== value) return false;
  return true;
}

export function samePixels(a: Pixels, b: Pixels): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function slotOf(tx: number, ty: number): number {
  return ((ty & 15) << CHUNK_SHIFT) | (tx & 15);
}

/** Signed 16-bit chunk coordinates in one number. */
function chunkKey(cx: number, cy: number): number {
  return (cy + 0x8000) * 0x10000 + (cx + 0x8000);
}

function chunkAt(key: number): { cx: number; cy: number } {
  return { cx: (key % 0x10000) - 0x8000, cy: Math.floor(key / 0x10000) - 0x8000 };
}

/** Signed 20-bit tile coordinates in one number. */
function tileKey(tx: number, ty: number): number {
  return (ty + 0x80000) * 0x100000 + (tx + 0x80000);
}
