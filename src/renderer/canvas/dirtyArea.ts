import { celOf, celRect, tilesetOf } from '../../shared/sprite/cels.ts';
import { diff } from '../../shared/sprite/diff.ts';
import { eachLayer, findLayer } from '../../shared/sprite/layers.ts';
import { TILE } from '../../shared/sprite/raster.ts';
import { EMPTY_RECT, moved, type Rect, union } from '../../shared/sprite/rect.ts';
import type { FrameId, LayerId, Sprite } from '../../shared/sprite/sprite.ts';

/** What has to be composed anew in one frame to get from one sprite to another: an area, or everything. */
export function dirtyArea(a: Sprite, b: Sprite, frame: FrameId): Rect | 'everything' {
  let area: Rect = EMPTY_RECT;
  for (const difference of diff(a, b)) {
    switch (difference.what) {
      case 'sprite':
        if (LOOKS.has(difference.property)) return 'everything';
        break;
      case 'frame':
      case 'frameOrder':
        // Palettes are looked up by a frame's place.
        if (b.paletteChanges.size > 0) return 'everything';
        break;
      case 'layer':
        if (difference.change !== 'changed' || difference.properties.some((name) => !SILENT.has(name))) {
          area = union(area, union(celArea(a, difference.layer, frame), celArea(b, difference.layer, frame)));
        }
        break;
      case 'layerOrder':
        return 'everything';
      case 'cel':
        if (difference.frame === frame) {
          area = union(area, union(celArea(a, difference.layer, frame), celArea(b, difference.layer, frame)));
        }
        break;
      case 'tile': {
        const cel = celOf(findLayer(b, difference.layer), frame);
        if (cel?.content.id !== difference.content) break;
        const tile = { x: difference.tx * TILE, y: difference.ty * TILE, width: TILE, height: TILE };
        area = union(area, moved(tile, cel.x, cel.y));
        break;
      }
    }
  }
  return area;
}

/** Properties of the sprite that can be seen. */
const LOOKS: ReadonlySet<string> = new Set([
  'width',
  'height',
  'colorMode',
  'transparentIndex',
  'palette',
  'paletteChanges',
  'groupBlend',
  'tilesets',
]);

/** Properties of a layer that cannot. */
const SILENT: ReadonlySet<string> = new Set([
  'name',
  'editable',
  'continuous',
  'lockMovement',
  'uuid',
  'userData',
  'unknown',
  'collapsed',
]);

/** Where a layer, or any layer of a group, may paint in a frame. */
function celArea(sprite: Sprite, id: LayerId, frame: FrameId): Rect {
  const layer = findLayer(sprite, id);
  if (layer === undefined) return EMPTY_RECT;
  let area: Rect = EMPTY_RECT;
  for (const each of eachLayer([layer])) {
    const cel = celOf(each, frame);
    if (cel) area = union(area, celRect(cel, tilesetOf(sprite, each)));
  }
  return area;
}
