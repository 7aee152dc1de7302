import { celRect } from '../cels.ts';
import type { Edit } from '../history.ts';
import { updateCels } from '../layers.ts';
import { editRaster, emptyRaster, type Pixels, pixelArray, readPixels } from '../raster.ts';
import type { Rect } from '../rect.ts';
import type { Cel, Content, ContentId, ImageContent, Sprite, Tileset } from '../sprite.ts';

/**
 * Another size for the whole sprite, every pixel taken from the one that lies there (nearest neighbour, no smoothing):
 * what a frame shows afterwards is what it showed before, scaled. Slices, grid and tilesets go along. Cels that are
 * linked stay so, with the pixels that the first of them gets. Tiles need whole pixels: see canScale.
 */
export function scaleSprite(width: number, height: number): Edit {
  return (sprite) => {
    if (width === sprite.width && height === sprite.height) return sprite;
    const scale = scaleOf(sprite, width, height);
    const contents = new Map<ContentId, Content>();
    const scaled = updateCels(sprite, (cels) =>
      cels.size === 0 ? cels : new Map([...cels].map(([frame, cel]) => [frame, scaleCel(cel, scale, contents)])),
    );
    return {
      ...scaled,
      width,
      height,
      tilesets: sprite.tilesets.map((tileset) => scaleTileset(tileset, scale)),
      grid: scaleRect(sprite.grid, scale),
      slices: sprite.slices.map((slice) => ({
        ...slice,
        keys: slice.keys.map((key) => scaleKey(key, scale)),
      })),
    };
  };
}

/** Whether tiles keep whole pixels; always so without tilemaps. */
export function canScale(sprite: Sprite, width: number, height: number): boolean {
  const whole = (side: number, to: number, from: number): boolean => (side * to) % from === 0;
  return sprite.tilesets.every(
    ({ tileWidth, tileHeight }) => whole(tileWidth, width, sprite.width) && whole(tileHeight, height, sprite.height),
  );
}

/** New pixel X shows the old pixel floor(X * from / to). */
interface Axis {
  readonly from: number;
  readonly to: number;
}

interface Scale {
  readonly x: Axis;
  readonly y: Axis;
}

function scaleOf(sprite: Sprite, width: number, height: number): Scale {
  return { x: { from: sprite.width, to: width }, y: { from: sprite.height, to: height } };
}

/** The first new pixel that shows the old one at `old` or behind it. */
function ahead({ from, to }: Axis, old: number): number {
  return Math.ceil((old * to) / from);
}

function behind({ from, to }: Axis, now: number): number {
  return Math.floor((now * from) / to);
}

function scaleRect(rect: Rect, { x, y }: Scale): Rect {
  const [left, top] = [ahead(x, rect.x), ahead(y, rect.y)];
  return {
    x: left,
    y: top,
    width: rect.width === 0 ? 0 : Math.max(1, ahead(x, rect.x + rect.width) - left),
    height: rect.height === 0 ? 0 : Math.max(1, ahead(y, rect.y + rect.height) - top),
  };
}

function scaleKey<Key extends Sprite['slices'][number]['keys'][number]>(key: Key, scale: Scale): Key {
  const { center, pivot } = key;
  return {
    ...key,
    bounds: scaleRect(key.bounds, scale),
    ...(center && { center: scaleRect(center, scale) }),
    ...(pivot && { pivot: { x: ahead(scale.x, pivot.x), y: ahead(scale.y, pivot.y) } }),
  };
}

function scaleCel(cel: Cel, scale: Scale, contents: Map<ContentId, Content>): Cel {
  const { content, preciseBounds } = cel;
  const place = { x: ahead(scale.x, cel.x), y: ahead(scale.y, cel.y) };
  if (content.kind === 'tilemap') return { ...cel, ...place };
  const made = contents.get(content.id) ?? scaleContent(cel, content, place, scale);
  contents.set(content.id, made);
  return {
    ...cel,
    ...place,
    content: made,
    ...(preciseBounds && { preciseBounds: scalePrecise(preciseBounds, scale) }),
  };
}

function scalePrecise(rect: Rect, { x, y }: Scale): Rect {
  const [across, down] = [x.to / x.from, y.to / y.from];
  return { x: rect.x * across, y: rect.y * down, width: rect.width * across, height: rect.height * down };
}

/** The new raster's origin lies where the cel comes to lie. */
function scaleContent(
  cel: Cel,
  content: ImageContent,
  place: { readonly x: number; readonly y: number },
  scale: Scale,
): ImageContent {
  const { raster } = content;
  const [old, now] = [celRect(cel), scaleShown(celRect(cel), scale)];
  const pixels = readPixels(raster, content.bounds);
  const out = pixelArray(raster.mode, now.width * now.height);
  for (let y = 0; y < now.height; y++) {
    const row = (behind(scale.y, now.y + y) - old.y) * old.width;
    for (let x = 0; x < now.width; x++) out[y * now.width + x] = pixels[row + behind(scale.x, now.x + x) - old.x] ?? 0;
  }
  const bounds = { ...now, x: now.x - place.x, y: now.y - place.y };
  const empty = emptyRaster(raster.mode, raster.empty);
  return { ...content, bounds, raster: editRaster(empty, (draft) => draft.write(bounds, out)) };
}

/** The new pixels that show one of the old rectangle; none when all of them are passed over. */
function scaleShown(rect: Rect, { x, y }: Scale): Rect {
  const [left, top] = [ahead(x, rect.x), ahead(y, rect.y)];
  const [width, height] = [ahead(x, rect.x + rect.width) - left, ahead(y, rect.y + rect.height) - top];
  return { x: left, y: top, width, height };
}

function scaleTileset(tileset: Tileset, scale: Scale): Tileset {
  const { tileWidth, tileHeight, count, pixels } = tileset;
  const width = Math.max(1, Math.round((tileWidth * scale.x.to) / scale.x.from));
  const height = Math.max(1, Math.round((tileHeight * scale.y.to) / scale.y.from));
  const sized = { ...tileset, tileWidth: width, tileHeight: height };
  return pixels ? { ...sized, pixels: scaleTiles(pixels, tileset, width, height, count) } : sized;
}

function scaleTiles(
  pixels: Pixels,
  { tileWidth, tileHeight }: Tileset,
  width: number,
  height: number,
  count: number,
): Pixels {
  const out =
    pixels instanceof Uint8Array ? new Uint8Array(width * height * count) : wide(pixels, width * height * count);
  for (let y = 0; y < height * count; y++) {
    const tile = Math.floor(y / height);
    const row = tile * tileHeight + Math.floor(((y % height) * tileHeight) / height);
    for (let x = 0; x < width; x++) {
      out[y * width + x] = pixels[row * tileWidth + Math.floor((x * tileWidth) / width)] ?? 0;
    }
  }
  return out;
}

function wide(pixels: Uint16Array | Uint32Array, count: number): Uint16Array | Uint32Array {
  return pixels instanceof Uint16Array ? new Uint16Array(count) : new Uint32Array(count);
}
