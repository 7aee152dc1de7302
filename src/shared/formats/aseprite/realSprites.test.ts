import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { alpha, blue, green, red } from '../../sprite/color.ts';
import { compositeFrame } from '../../sprite/composite.ts';
import { readPixels } from '../../sprite/raster.ts';
import type { Cel, Content, FrameId, Sprite, Tileset } from '../../sprite/sprite.ts';
import type { PropertyMap, PropertyValue, UserData } from '../../sprite/userData.ts';
import { withoutIds } from '../withoutIds.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import { flattenLayers, type PlacedLayer } from './flattenLayers.ts';

/**
 * Sprites that Aseprite wrote, each with what an independent reader found in it; beside the project, not in it. Where
 * they are missing, the tests of this folder without real files have to do.
 */
const FOLDER = new URL('../../../../../shared/data/aseprite/', import.meta.url);
const names = existsSync(FOLDER) ? readdirSync(FOLDER).filter((name) => name.endsWith('.aseprite')) : [];

function open(name: string): { sprite: Sprite; expected: Expected } {
  const expected: Expected = JSON.parse(readFileSync(new URL(name.replace('.aseprite', '.json'), FOLDER), 'utf8'));
  return { sprite: decodeAseprite(readFileSync(new URL(name, FOLDER)), nodeZlib), expected };
}

interface Expected {
  readonly frame_rgba_sha1: readonly string[];
}

for (const name of names) {
  test(`${name} holds what the other reader finds in it`, () => {
    const { sprite, expected } = open(name);
    expect(expected).toMatchObject(described(sprite));
  });

  test(`${name} looks the same in every frame`, () => {
    const { sprite, expected } = open(name);
    const frames = sprite.frames.map((_, frame) => {
      return sha1(compositeFrame(sprite, frame).map((pixel) => (alpha(pixel) === 0 ? 0 : pixel)));
    });
    expect(frames).toEqual(expected.frame_rgba_sha1);
  });

  test(`${name} keeps everything when it is saved, and its bytes from then on`, () => {
    const { sprite } = open(name);
    const bytes = encodeAseprite(sprite, nodeZlib);
    const again = decodeAseprite(bytes, nodeZlib);
    expect(withoutIds(again)).toEqual(withoutIds(sprite));
    expect(encodeAseprite(again, nodeZlib)).toEqual(bytes);
  });
}

test('the folder of real sprites is complete or absent', () => {
  expect(names.length === 0 || names.length >= 21).toBe(true);
});

/** The sprite in the words of the other reader. */
function described(sprite: Sprite): object {
  const layers = flattenLayers(sprite.layers);
  const extensionIds = new Map(sprite.externalFiles.map(({ id, name }) => [name, String(id)]));
  const numberOf = (id: FrameId) => sprite.frames.findIndex((frame) => frame.id === id);
  const userdata = (data: UserData) => plainUserData(data, extensionIds);
  return {
    header: {
      width: sprite.width,
      height: sprite.height,
      depth: { rgba: 32, grayscale: 16, indexed: 8 }[sprite.colorMode],
      transparent: sprite.transparentIndex,
      pixel_w: sprite.pixelRatio.width,
      pixel_h: sprite.pixelRatio.height,
      grid: [sprite.grid.x, sprite.grid.y, sprite.grid.width, sprite.grid.height],
    },
    layers: layers.map(({ layer, level }, index) => ({
      index,
      level,
      name: layer.name,
      type: ['image', 'group', 'tilemap'].indexOf(layer.kind),
      blend: layer.blendMode,
      ...(layer.kind !== 'group' && { opacity: layer.opacity }),
      ...userdata(layer.userData),
    })),
    frames: sprite.frames.map(({ duration }, frame) => ({ duration, cels: celsOf(sprite, layers, frame, userdata) })),
    tags: sprite.tags.map((tag) => ({
      frm: numberOf(tag.from),
      to: numberOf(tag.to),
      dir: ['forward', 'reverse', 'pingpong', 'pingpong_reverse'].indexOf(tag.direction),
      repeat: tag.repeat,
      color: [red(tag.color), green(tag.color), blue(tag.color)],
      name: tag.name,
    })),
    slices: sprite.slices.map(({ name, keys, userData }) => ({
      name,
      ...userdata(userData),
      keys: keys.map(({ frame, bounds, center, pivot }) => ({
        frame: numberOf(frame),
        ...shortRect(bounds),
        ...(center && { center: [center.x, center.y, center.width, center.height] }),
        ...(pivot && { pivot: [pivot.x, pivot.y] }),
      })),
    })),
    tilesets: Object.fromEntries(sprite.tilesets.map((tileset) => [tileset.index, plainTileset(tileset, userdata)])),
    external: sprite.externalFiles,
    palette: sprite.palette.colors.map((color) => [red(color), green(color), blue(color), alpha(color)]),
    ...userdata(sprite.userData),
  };
}

type Describe = (data: UserData) => object;

function celsOf(sprite: Sprite, layers: readonly PlacedLayer[], frame: number, userdata: Describe): object[] {
  const id = sprite.frames[frame]?.id;
  return layers.flatMap(({ layer: owner }, layer) => {
    const cel = owner.kind === 'group' || id === undefined ? undefined : owner.cels.get(id);
    if (!cel || owner.kind === 'group') return [];
    const link = sprite.frames.findIndex(({ id }) => owner.cels.get(id)?.content === cel.content);
    return [
      { layer, ...placeOf(cel), ...userdata(cel.userData), ...(link < frame ? { type: 1, link } : body(cel.content)) },
    ];
  });
}

function placeOf({ x, y, opacity, zIndex }: Cel): object {
  return { x, y, opacity, z: zIndex };
}

function body(content: Content): object {
  if (content.kind === 'image') {
    const { width, height } = content.bounds;
    return { type: 2, w: width, h: height, _px: sha1(readPixels(content.raster, content.bounds)) };
  }
  const { width, height, tiles, masks } = content;
  const mask = [masks.index, masks.flipX, masks.flipY, masks.flipDiagonal];
  return { type: 3, w: width, h: height, mask, _px: sha1(tiles) };
}

function plainTileset(tileset: Tileset, userdata: Describe): object {
  const { index, count, tileWidth, tileHeight, baseIndex, name, pixels, userData, tileUserData } = tileset;
  const tiles = [...tileUserData].map(([tile, data]) => [tile, Object.values(userdata(data))[0]]);
  return {
    id: index,
    n: count,
    w: tileWidth,
    h: tileHeight,
    base: baseIndex,
    name,
    ...(pixels && { _px: sha1(pixels) }),
    ...userdata(userData),
    ...(tiles.length > 0 && { tile_userdata: Object.fromEntries(tiles) }),
  };
}

function plainUserData({ text, color, properties }: UserData, extensionIds: ReadonlyMap<string, string>): object {
  const props = [...properties].map(([owner, map]) => [owner === '' ? '0' : extensionIds.get(owner), plainMap(map)]);
  const userdata = {
    ...(text !== undefined && { text }),
    ...(color !== undefined && { color: [red(color), green(color), blue(color), alpha(color)] }),
    ...(props.length > 0 && { props: Object.fromEntries(props) }),
  };
  return Object.keys(userdata).length > 0 ? { userdata } : {};
}

function plainMap(map: PropertyMap): object {
  return Object.fromEntries([...map].map(([name, value]) => [name, plainValue(value)]));
}

function plainValue(property: PropertyValue): unknown {
  if (property.type === 'map') return plainMap(property.value);
  if (property.type === 'vector') return property.value.map(plainValue);
  if (property.type === 'size') return { w: property.value.width, h: property.value.height };
  if (property.type === 'rect') return shortRect(property.value);
  if (property.type === 'int64' || property.type === 'uint64') return Number(property.value);
  if (property.type === 'float') return expect.closeTo(property.value, 5);
  return property.value;
}

function shortRect({ x, y, width, height }: { x: number; y: number; width: number; height: number }): object {
  return { x, y, w: width, h: height };
}

function sha1(pixels: Uint8Array | Uint16Array | Uint32Array): string {
  return createHash('sha1')
    .update(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
    .digest('hex');
}
