import { expect, test } from 'vitest';
import { newCel } from '../../shared/sprite/cels.ts';
import { IdSource } from '../../shared/sprite/ids.ts';
import { mapLayers } from '../../shared/sprite/layers.ts';
import { newImageLayer, newSprite } from '../../shared/sprite/newSprite.ts';
import type { Sprite, TilemapLayer } from '../../shared/sprite/sprite.ts';
import { NO_USER_DATA } from '../../shared/sprite/userData.ts';
import { dirtyArea } from './dirtyArea.ts';

/** A layer of 3 x 2 tiles of 8 x 16 pixels that begins at (5, 6). */
function tiled(): Sprite {
  const plain = newSprite({ width: 64, height: 64 });
  const ids = new IdSource(50);
  const [frame] = plain.frames;
  if (!frame) throw new Error('A sprite has a frame.');
  const tileset = {
    ...{ id: ids.next('tileset'), index: 0, name: 'Ground', tileWidth: 8, tileHeight: 16, count: 1, baseIndex: 1 },
    ...{ emptyTileIsZero: true, matchFlags: 0, userData: NO_USER_DATA, tileUserData: new Map(), unknown: [] },
  };
  const masks = { index: 0x1fffffff, flipX: 0x80000000, flipY: 0x40000000, flipDiagonal: 0x20000000 };
  const tiles = {
    kind: 'tilemap',
    id: ids.next('content'),
    width: 3,
    height: 2,
    tiles: new Uint32Array(6),
    masks,
  } as const;
  const { kind: _, background: _b, reference: _r, ...properties } = newImageLayer(ids.next('layer'), 'Tiles');
  const cels = new Map([[frame.id, newCel(tiles, 5, 6)]]);
  const layer: TilemapLayer = { ...properties, kind: 'tilemap', tileset: tileset.id, cels };
  return { ...plain, tilesets: [tileset], layers: [layer] };
}

test('a tilemap that changes its look is drawn anew in pixels, not in tiles', () => {
  const before = tiled();
  const after = { ...before, layers: mapLayers(before.layers, (layer) => ({ ...layer, visible: false })) };
  const [frame] = before.frames;
  expect(frame && dirtyArea(before, after, frame.id)).toEqual({ x: 5, y: 6, width: 24, height: 32 });
});
