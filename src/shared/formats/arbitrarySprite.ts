import * as fc from 'fast-check';
import { IdSource } from '../sprite/ids.ts';
import { type Pixels, pixelArray, rasterFrom } from '../sprite/raster.ts';
import type { Rect } from '../sprite/rect.ts';
import {
  BLEND_MODES,
  type Cel,
  type ColorMode,
  type ColorProfile,
  type Content,
  type ExternalFile,
  type FrameId,
  type Layer,
  type Palette,
  type Slice,
  type SliceKey,
  type Sprite,
  type Tag,
  type Tileset,
  type TilesetId,
  type UnknownChunk,
} from '../sprite/sprite.ts';
import type { UserData } from '../sprite/userData.ts';
import {
  arbitraryColor,
  arbitraryInt32,
  arbitraryText,
  arbitraryUserData,
  arbitraryUuid,
} from './arbitraryUserData.ts';

const int16 = fc.integer({ min: -0x8000, max: 0x7fff });
const byte = fc.nat(255);
const uint32 = fc.nat(0xffffffff);

/**
 * Small sprites in which everything that the model can hold turns up, in the form in which a file gives it back: cels
 * begin at the origin of their raster, extensions are listed, tags hold their colour outside their user data. For
 * property tests.
 */
export const arbitrarySprite: fc.Arbitrary<Sprite> = fc
  .record({
    colorMode: fc.constantFrom<ColorMode>('rgba', 'grayscale', 'indexed'),
    transparentIndex: byte,
    frameCount: fc.integer({ min: 1, max: 4 }),
    firstId: fc.integer({ min: 1, max: 1000 }),
    externalFiles: arbitraryExternalFiles(),
  })
  .chain((base) => spriteOf(new Parts(base)));

interface Base {
  readonly colorMode: ColorMode;
  readonly transparentIndex: number;
  readonly frameCount: number;
  readonly firstId: number;
  readonly externalFiles: readonly ExternalFile[];
}

/** What the parts of one sprite have in common. Ids are taken while values are made, so they are always new. */
class Parts {
  readonly base: Base;
  readonly ids: IdSource;
  readonly frameIds: readonly FrameId[];
  readonly userData: fc.Arbitrary<UserData>;
  readonly unknown: fc.Arbitrary<UnknownChunk[]>;

  constructor(base: Base) {
    this.base = base;
    this.ids = new IdSource(base.firstId);
    this.frameIds = Array.from({ length: base.frameCount }, () => this.ids.next('frame'));
    this.userData = arbitraryUserData(base.externalFiles.filter(({ type }) => type === 2).map(({ name }) => name));
    const type = fc.constantFrom(0x2016, 0x2017, 0x2fff, 0x7777);
    this.unknown = fc.oneof(
      { weight: 4, arbitrary: fc.constant<UnknownChunk[]>([]) },
      { weight: 1, arbitrary: fc.array(fc.record({ type, data: fc.uint8Array({ maxLength: 9 }) }), { maxLength: 2 }) },
    );
  }

  get frameId(): fc.Arbitrary<FrameId> {
    return fc.constantFrom(...this.frameIds);
  }
}

function spriteOf(parts: Parts): fc.Arbitrary<Sprite> {
  const { userData, unknown, base, ids } = parts;
  return arbitraryTilesets(parts).chain((tilesets) =>
    fc
      .record({
        width: fc.integer({ min: 1, max: 8192 }),
        height: fc.integer({ min: 1, max: 40 }),
        palette: arbitraryPalette,
        paletteChanges: changesOf(parts),
        frames: fc.tuple(...parts.frameIds.map((id, number) => frameOf(parts, id, number))),
        groupBlend: fc.boolean(),
        withUuids: fc.boolean(),
        layers: fc.array(
          layerOf(
            parts,
            tilesets.map(({ id }) => id),
            2,
          ),
          { maxLength: 4 },
        ),
        tags: fc.array(tagOf(parts), { maxLength: 3 }),
        slices: fc.array(sliceOf(parts), { maxLength: 2 }),
        userData,
        unknown,
        grid: fc.record({ x: int16, y: int16, width: fc.nat(0xffff), height: fc.nat(0xffff) }),
        pixelRatio: fc.record({ width: fc.integer({ min: 1, max: 255 }), height: fc.integer({ min: 1, max: 255 }) }),
        colorProfile: arbitraryProfile,
      })
      .map(({ withUuids, layers, ...rest }) => {
        const fitting = layers.map((layer) => fitted(layer, rest.groupBlend, withUuids));
        const { colorMode, transparentIndex, externalFiles } = base;
        return ids.claimed({
          ...rest,
          colorMode,
          transparentIndex,
          externalFiles,
          tilesets,
          layers: fitting,
          nextId: 1,
        });
      }),
  );
}

/** Where the header says that groups do not compose, a group is opaque and normal. */
function fitted(layer: Layer, groupBlend: boolean, withUuids: boolean): Layer {
  const { uuid, ...rest } = layer;
  const named = withUuids ? layer : rest;
  if (named.kind !== 'group') return named;
  const children = named.children.map((child) => fitted(child, groupBlend, withUuids));
  return groupBlend ? { ...named, children } : { ...named, children, opacity: 255, blendMode: 'normal' };
}

function arbitraryExternalFiles(): fc.Arbitrary<ExternalFile[]> {
  const file = fc.record({ id: fc.integer({ min: 1, max: 0xffffffff }), type: fc.nat(3), name: arbitraryText });
  return fc
    .uniqueArray(file, { maxLength: 3, selector: ({ id }) => id })
    .map((files) => files.map((entry) => (entry.type === 2 ? { ...entry, name: `maker/${entry.id}` } : entry)));
}

const arbitraryPalette: fc.Arbitrary<Palette> = fc
  .record({
    colors: fc.array(arbitraryColor, { maxLength: 300, size: 'small' }),
    names: fc.array(fc.tuple(fc.nat(9), arbitraryText), { maxLength: 2 }),
  })
  .map(({ colors, names }) => ({ colors, names: new Map(names.filter(([entry]) => entry < colors.length)) }));

function changesOf(parts: Parts): fc.Arbitrary<Map<FrameId, Palette>> {
  const later = parts.frameIds.slice(1);
  if (later.length === 0) return fc.constant(new Map());
  return fc.array(fc.tuple(fc.constantFrom(...later), arbitraryPalette), { maxLength: 2 }).map((list) => new Map(list));
}

function frameOf({ unknown }: Parts, id: FrameId, number: number) {
  return fc.record({
    id: fc.constant(id),
    duration: fc.integer({ min: 1, max: 65535 }),
    // Chunks at the head of the first frame belong to the sprite.
    unknown: number === 0 ? fc.constant([]) : unknown,
  });
}

const arbitraryGamma = fc.record({ gamma: fixed() }, { requiredKeys: [] });
const arbitraryProfile: fc.Arbitrary<ColorProfile> = fc.oneof(
  fc.constant<ColorProfile>({ type: 'none' }),
  arbitraryGamma.map((gamma): ColorProfile => ({ type: 'srgb', ...gamma })),
  fc
    .tuple(arbitraryGamma, fc.uint8Array({ maxLength: 20 }))
    .map(([gamma, data]): ColorProfile => ({ type: 'icc', ...gamma, data })),
);

function fixed(): fc.Arbitrary<number> {
  return arbitraryInt32.map((raw) => raw / 65536);
}

function layerOf(parts: Parts, tilesets: readonly TilesetId[], depth: number): fc.Arbitrary<Layer> {
  const { ids, userData, unknown } = parts;
  const properties = fc
    .record(
      {
        name: arbitraryText,
        visible: fc.boolean(),
        editable: fc.boolean(),
        opacity: byte,
        blendMode: fc.constantFrom(...BLEND_MODES),
        continuous: fc.boolean(),
        lockMovement: fc.boolean(),
        uuid: arbitraryUuid.filter((uuid) => /[^0]/.test(uuid)),
        extraFlags: fc.constantFrom(0x80, 0x1000),
        userData,
        unknown,
      },
      {
        requiredKeys: [
          'name',
          'visible',
          'editable',
          'opacity',
          'blendMode',
          'continuous',
          'lockMovement',
          'userData',
          'unknown',
        ],
      },
    )
    .map((rest) => ({ ...rest, id: ids.next('layer') }));
  const image = fc
    .record({ properties, background: fc.boolean(), reference: fc.boolean(), cels: celsOf(parts, imageOf(parts)) })
    .map(({ properties, ...rest }): Layer => ({ ...properties, ...rest, kind: 'image' }));
  const kinds = [image, image];
  if (tilesets.length > 0) {
    const tilemap = fc
      .record({ properties, tileset: fc.constantFrom(...tilesets), cels: celsOf(parts, tilemapOf(parts)) })
      .map(({ properties, ...rest }): Layer => ({ ...properties, ...rest, kind: 'tilemap' }));
    kinds.push(tilemap);
  }
  if (depth > 0) {
    const children = fc.array(layerOf(parts, tilesets, depth - 1), { maxLength: 3 });
    const group = fc
      .record({ properties, collapsed: fc.boolean(), children })
      .map(({ properties, ...rest }): Layer => ({ ...properties, ...rest, kind: 'group' }));
    kinds.push(group);
  }
  return fc.oneof(...kinds);
}

/** For each frame no cel, a new content, or a link to the cel before. */
function celsOf(parts: Parts, content: fc.Arbitrary<Content>): fc.Arbitrary<Map<FrameId, Cel>> {
  const cel = fc.record(
    {
      x: int16,
      y: int16,
      opacity: byte,
      zIndex: int16,
      content,
      userData: parts.userData,
      unknown: parts.unknown,
      preciseBounds: fc.record({ x: fixed(), y: fixed(), width: fixed(), height: fixed() }),
      linked: fc.boolean(),
    },
    { requiredKeys: ['x', 'y', 'opacity', 'zIndex', 'content', 'userData', 'unknown', 'linked'] },
  );
  return fc.tuple(...parts.frameIds.map(() => fc.option(cel))).map((options) => {
    const cels = new Map<FrameId, Cel>();
    let before: Content | undefined;
    options.forEach((option, number) => {
      const frame = parts.frameIds[number];
      if (!option || frame === undefined) return;
      const { linked, ...rest } = option;
      const own = linked && before ? before : rest.content;
      cels.set(frame, { ...rest, content: own });
      before = own;
    });
    return cels;
  });
}

/** Pixels of which most are alike, as in drawings, now and then wider than a tile. */
function arbitraryPixels(mode: ColorMode, count: number): fc.Arbitrary<Pixels> {
  return fc.array(uint32, { minLength: 1, maxLength: 12 }).map((values) => {
    const pixels = pixelArray(mode, count);
    for (let i = 0; i < count; i++) pixels[i] = values[(i * i) % values.length] ?? 0;
    return pixels;
  });
}

const arbitrarySize = fc.oneof(fc.nat(9), fc.integer({ min: 60, max: 70 }));

function imageOf({ base, ids }: Parts): fc.Arbitrary<Content> {
  const { colorMode, transparentIndex } = base;
  const empty = colorMode === 'indexed' ? transparentIndex : 0;
  return fc.tuple(arbitrarySize, fc.nat(9)).chain(([width, height]) =>
    arbitraryPixels(colorMode, width * height).map((pixels) => ({
      kind: 'image',
      id: ids.next('content'),
      raster: rasterFrom(colorMode, pixels, width, height, empty),
      bounds: { x: 0, y: 0, width, height },
    })),
  );
}

function tilemapOf({ ids }: Parts): fc.Arbitrary<Content> {
  const masks = fc.record({ index: uint32, flipX: uint32, flipY: uint32, flipDiagonal: uint32 });
  return fc.tuple(fc.nat(5), fc.nat(5), masks).chain(([width, height, masks]) =>
    fc.array(uint32, { minLength: width * height, maxLength: width * height }).map((tiles) => ({
      kind: 'tilemap',
      id: ids.next('content'),
      width,
      height,
      tiles: Uint32Array.from(tiles),
      masks,
    })),
  );
}

function arbitraryTilesets(parts: Parts): fc.Arbitrary<Tileset[]> {
  return fc.uniqueArray(tilesetOf(parts), { maxLength: 2, selector: ({ index }) => index });
}

function tilesetOf({ base, ids, userData, unknown }: Parts): fc.Arbitrary<Tileset> {
  const side = fc.integer({ min: 1, max: 6 });
  return fc.tuple(side, side, fc.nat(4)).chain(([tileWidth, tileHeight, count]) =>
    fc
      .record(
        {
          index: uint32,
          name: arbitraryText,
          pixels: arbitraryPixels(base.colorMode, tileWidth * tileHeight * count),
          external: fc.record({ fileId: uint32, tilesetId: uint32 }),
          baseIndex: int16,
          emptyTileIsZero: fc.boolean(),
          matchFlags: fc.constantFrom(0, 8, 24, 0x80000000),
          userData,
          tileUserData: fc.array(userData, { maxLength: count }),
          unknown,
        },
        {
          requiredKeys: [
            'index',
            'name',
            'baseIndex',
            'emptyTileIsZero',
            'matchFlags',
            'userData',
            'tileUserData',
            'unknown',
          ],
        },
      )
      .map(({ tileUserData, ...rest }) => {
        const some = [...tileUserData.entries()].filter(([, data]) => 'text' in data || data.properties.size > 0);
        const sizes = { tileWidth, tileHeight, count };
        return { ...rest, ...sizes, id: ids.next('tileset'), tileUserData: new Map(some) };
      }),
  );
}

function tagOf({ ids, frameId, userData, unknown }: Parts): fc.Arbitrary<Tag> {
  return fc
    .record({
      name: arbitraryText,
      from: frameId,
      to: frameId,
      direction: fc.constantFrom('forward', 'reverse', 'pingpong', 'pingpong_reverse'),
      repeat: fc.nat(0xffff),
      color: arbitraryColor,
      userData: userData.map(({ color: _, ...rest }) => rest),
      unknown,
    })
    .map((tag) => ({ ...tag, id: ids.next('tag') }));
}

function sliceOf({ ids, frameId, userData, unknown }: Parts): fc.Arbitrary<Slice> {
  const rect: fc.Arbitrary<Rect> = fc.record({ x: arbitraryInt32, y: arbitraryInt32, width: uint32, height: uint32 });
  const center = rect.filter(({ x, y, width, height }) => (x | y | width | height) !== 0);
  const pivot = fc.record({ x: int16, y: int16 });
  const key: fc.Arbitrary<SliceKey> = fc.record(
    { frame: frameId, bounds: rect, center, pivot },
    { requiredKeys: ['frame', 'bounds'] },
  );
  return fc
    .record({ name: arbitraryText, keys: fc.array(key, { maxLength: 3 }), userData, unknown })
    .map((slice) => ({ ...slice, id: ids.next('slice') }));
}
