import { colorsFor } from '../../../shared/sprite/composite.ts';
import type { Sprite, Tileset } from '../../../shared/sprite/sprite.ts';
import { checkCount } from './checkRoom.ts';
import { placesOf } from './chooseLayers.ts';
import type { Picture } from './picture.ts';

/** The tiles of the tilesets that visible tilemap layers use, each tileset once. */
export function tilesOf(sprite: Sprite): readonly Picture[] {
  const used = new Set<Tileset>();
  const pictures: Picture[] = [];
  for (const { layer, shown } of placesOf(sprite)) {
    if (!shown || layer.kind !== 'tilemap') continue;
    const tileset = sprite.tilesets.find(({ id }) => id === layer.tileset);
    if (tileset === undefined || used.has(tileset)) continue;
    used.add(tileset);
    pictures.push(...tilesIn(tileset, colorsFor(sprite, layer, 0), sprite.colorMode === 'indexed'));
  }
  return pictures;
}

function tilesIn(
  { tileWidth: width, tileHeight: height, count, pixels }: Tileset,
  toRgba: (pixel: number) => number,
  indexed: boolean,
): readonly Picture[] {
  const size = width * height;
  checkCount(count);
  return Array.from({ length: pixels ? count : 0 }, (_, tile) => {
    const own = pixels?.subarray(tile * size, (tile + 1) * size) ?? [];
    return { width, height, pixels: Uint32Array.from(own, toRgba), ...(indexed && { entries: Uint32Array.from(own) }) };
  });
}
