import { updateLayer } from './layers.ts';
import { moved, type Rect } from './rect.ts';
import type { Cel, Content, FrameId, Layer, LayerId, Sprite } from './sprite.ts';
import { NO_USER_DATA } from './userData.ts';

export function newCel(content: Content, x = 0, y = 0): Cel {
  return { x, y, opacity: 255, zIndex: 0, content, userData: NO_USER_DATA, unknown: [] };
}

export function celOf(layer: Layer | undefined, frame: FrameId): Cel | undefined {
  return layer === undefined || layer.kind === 'group' ? undefined : layer.cels.get(frame);
}

/** The part of the canvas (or beyond it) that an image cel may paint. */
export function celRect(cel: Cel): Rect {
  const { content } = cel;
  if (content.kind === 'tilemap') return { x: cel.x, y: cel.y, width: content.width, height: content.height };
  return moved(content.bounds, cel.x, cel.y);
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
