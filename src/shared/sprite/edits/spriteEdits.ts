import { convertRaster, type PixelFormat, pixelConverter } from '../convert.ts';
import type { Edit } from '../history.ts';
import { updateCels } from '../layers.ts';
import { INDEXED_ENTRIES, paletteAt } from '../palette.ts';
import type { Cel, ColorMode, Content, ContentId, Sprite } from '../sprite.ts';
import { markedAsBefore } from './clip/clipNotes.ts';

export function formatOf(sprite: Sprite, frameIndex = 0): PixelFormat {
  return {
    mode: sprite.colorMode,
    colors: paletteAt(sprite, frameIndex).colors,
    transparentIndex: sprite.transparentIndex,
  };
}

/** Converts every pixel. To indexed: each takes the nearest entry of the palette as it is. Tilemaps stay as they are. */
export function setColorMode(mode: ColorMode): Edit {
  return (sprite) => {
    if (sprite.colorMode === mode) return sprite;
    const transparentIndex = mode === 'indexed' ? clearEntry(sprite) : 0;
    const to: PixelFormat = { mode, colors: sprite.palette.colors, transparentIndex };
    const empty = mode === 'indexed' ? transparentIndex : 0;
    const converters = sprite.frames.map((_, i) => pixelConverter(formatOf(sprite, i), to));
    const places = new Map(sprite.frames.map(({ id }, i) => [id, i]));
    const contents = new Map<ContentId, Content>();
    const next = updateCels(sprite, (cels) => {
      const converted = [...cels].map(([frame, cel]): [typeof frame, Cel] => {
        const { content } = cel;
        if (content.kind !== 'image') return [frame, cel];
        const convert = converters[places.get(frame) ?? 0] ?? ((pixel: number) => pixel);
        const known = contents.get(content.id);
        const made = known ?? { ...content, raster: convertRaster(content.raster, empty, mode, convert) };
        contents.set(content.id, made);
        return [frame, markedAsBefore(cel, { ...cel, content: made })];
      });
      return converted.length === 0 ? cels : new Map(converted);
    });
    return { ...next, colorMode: mode, transparentIndex };
  };
}

/** The first entry that is wholly transparent and that a pixel can name, or entry 0. */
function clearEntry(sprite: Sprite): number {
  return Math.max(
    0,
    sprite.palette.colors.slice(0, INDEXED_ENTRIES).findIndex((color) => color >>> 24 === 0),
  );
}

/** Another canvas size; what was at (0, 0) comes to lie at (left, top). Pixels beyond the edge are kept. */
export function setCanvasSize(width: number, height: number, left = 0, top = 0): Edit {
  return (sprite) => {
    if (width === sprite.width && height === sprite.height && left === 0 && top === 0) return sprite;
    const shifted =
      left === 0 && top === 0
        ? sprite
        : updateCels(sprite, (cels) => {
            const moved = [...cels].map(
              ([frame, cel]) => [frame, { ...cel, x: cel.x + left, y: cel.y + top }] as const,
            );
            return moved.length === 0 ? cels : new Map(moved);
          });
    return { ...shifted, width, height };
  };
}
