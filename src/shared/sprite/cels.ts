import { updateLayer } from './layers.ts';
import { moved, type Rect } from './rect.ts';
import type { Cel, Content, FrameId, Layer, LayerId, Sprite, Tileset } from './sprite.ts';
import { NO_USER_DATA } from './userData.ts';

export function newCel(content: Content, x = 0, y = 0): Cel {
  return { x, y, opacity: 255, zIndex: 0, content, userData: NO_USER_DATA, unknown: [] };
}

export function celOf(layer: Layer | undefined, frame: FrameId): Cel | undefined {
  return layer === undefined || layer.kind === 'group' ? undefined : layer.cels.get(frame);
}

/** The part of the canvas (or beyond it) that a cel may paint, in pixels; one with tiles paints nothing without a tileset. */
export function celRect(cel: Cel, tileset?: Tileset): Rect {
  const { content, x, y } = cel;
  if (content.kind === 'image') return moved(content.bounds, x, y);
  const { tileWidth = 0, tileHeight = 0 } = tileset ?? {};
  return { x, y, width: content.width * tileWidth, height: content.height * tileHeight };
}

/** The tiles of a tilemap layer. */
export function tilesetOf({ tilesets }: Pick<Sprite, 'tilesets'>, layer: Layer): Tileset | undefined {
  return layer.kind === 'tilemap' ? tilesets.find(({ id }) => id === layer.tileset) : undefined;
}

/** Puts a cel in its place, or takes it out when it is undefined. */
export function setCel(sprite: Sprite, layerId: LayerId, frame: FrameId, cel: Cel | undefined): Sprite {
  return updateLayer(sprite, layerId, (layer) => {
    if (layer.kind === 'group' || layer.cels.get(frame) === cel) return layer;
    const cels = new Map(layer.cels);
    if (cel) cels.set(frame, cel);
    else cels.delete(frame);
    return { ...layer, cels };
  });
}

/** Gives all cels of a layer that show `content.id` the new content, so that links stay links. */
export function replaceContent(sprite: Sprite, layerId: LayerId, content: Content): Sprite {
  return updateLayer(sprite, layerId, (layer) => {
    if (layer.kind === 'group') return layer;
    let same = true;
    const cels = new Map(layer.cels);
    for (const [frame, cel] of layer.cels) {
      if (cel.content.id !== content.id || cel.content === content) continue;
      cels.set(frame, { ...cel, content });
      same = false;
    }
    return same ? layer : { ...layer, cels };
  });
}
