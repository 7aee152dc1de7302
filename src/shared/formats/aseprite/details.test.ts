import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { rgba } from '../../sprite/color.ts';
import { IdSource } from '../../sprite/ids.ts';
import { newImageLayer, newSprite } from '../../sprite/newSprite.ts';
import { rasterFrom, readPixels } from '../../sprite/raster.ts';
import type { Cel, Layer, Sprite } from '../../sprite/sprite.ts';
import { NO_USER_DATA } from '../../sprite/userData.ts';
import { FormatError } from '../formatError.ts';
import { withoutIds } from '../withoutIds.ts';
import { decodeAseprite } from './decodeAseprite.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import type { FrameWriter } from './frameChunks.ts';
import { both, celChunk, handmadeFile, layerChunk, textChunk } from './handmadeFile.ts';

const open = (bytes: Uint8Array) => decodeAseprite(bytes, nodeZlib);
const save = (sprite: Sprite) => encodeAseprite(sprite, nodeZlib);
const mystery = (chunks: FrameWriter, text: string) => chunks.chunk(0x7777, (out) => out.ascii(text));
const bytesOf = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const unknown = (...texts: string[]) => texts.map((text) => ({ type: 0x7777, data: bytesOf(text) }));

/** Names of layers, those of a group's children in brackets behind it. */
function outline(layers: readonly Layer[]): string {
  return layers.map((layer) => layer.name + (layer.kind === 'group' ? `[${outline(layer.children)}]` : '')).join(' ');
}

test('a chunk that is not understood stays with what it follows', () => {
  const onePixel = [1, 0, 1, 0, 1, 2, 3, 4];
  const first = (chunks: FrameWriter) => {
    mystery(chunks, 'of the sprite');
    chunks.chunk(0x2018, (out) => {
      out.u16(2);
      out.zeros(8);
      for (const name of ['walk', 'run']) {
        out.zeros(17);
        out.string(name);
      }
    });
    textChunk(chunks, 'slowly');
    mystery(chunks, 'of walk');
    textChunk(chunks, 'quickly');
    mystery(chunks, 'of run');
    layerChunk(chunks, 'Cat');
    mystery(chunks, 'of the layer');
    textChunk(chunks, 'of the mystery');
    celChunk(chunks, 0, (out) => out.bytes(Uint8Array.from(onePixel)));
    textChunk(chunks, 'a nose');
    mystery(chunks, 'of the cel');
  };
  const sprite = open(handmadeFile('rgba', first, (chunks) => mystery(chunks, 'of the second frame')));
  const check = (checked: Sprite) => {
    const [layer] = checked.layers;
    expect(checked.unknown).toEqual(unknown('of the sprite'));
    expect(checked.tags.map(({ userData, unknown }) => [userData.text, unknown])).toEqual([
      ['slowly', unknown('of walk')],
      ['quickly', unknown('of run')],
    ]);
    expect(layer?.userData).toEqual(NO_USER_DATA);
    expect(layer?.unknown.map(({ type }) => type)).toEqual([0x7777, 0x2020]);
    const [cel] = layer?.kind === 'image' ? [...layer.cels.values()] : [];
    expect(cel).toMatchObject({ userData: { text: 'a nose' }, unknown: unknown('of the cel') });
    expect(checked.frames[1]?.unknown).toEqual(unknown('of the second frame'));
  };
  check(sprite);
  check(open(save(sprite)));
});

test('a moved layer takes its chunks along, a removed one takes them away', () => {
  const bytes = handmadeFile('rgba', (chunks) => {
    for (const name of ['Cat', 'Dog']) {
      layerChunk(chunks, name);
      mystery(chunks, `of ${name}`);
    }
  });
  const sprite = open(bytes);
  const [cat, dog] = sprite.layers;
  if (!cat || !dog) throw new Error('two layers were written');
  const turned = open(save({ ...sprite, layers: [dog, cat] }));
  expect(turned.layers.map((layer) => layer.unknown)).toEqual([unknown('of Dog'), unknown('of Cat')]);
  expect(open(save({ ...sprite, layers: [dog] })).layers[0]?.unknown).toEqual(unknown('of Dog'));
});

test('levels of layers become a tree', () => {
  const bytes = handmadeFile('rgba', (chunks) => {
    layerChunk(chunks, 'floor');
    layerChunk(chunks, 'cat', { type: 1 });
    layerChunk(chunks, 'legs', { type: 1, level: 1 });
    layerChunk(chunks, 'left', { level: 2 });
    layerChunk(chunks, 'head', { level: 1 });
    layerChunk(chunks, 'sky', { level: 5 });
    layerChunk(chunks, 'sun');
  });
  expect(outline(open(bytes).layers)).toBe('floor cat[legs[left] head sky] sun');
});

test('old palettes count where there is no new one; six bits become eight', () => {
  const old = (type: number) => (chunks: FrameWriter) =>
    chunks.chunk(type, (out) => {
      out.u16(2);
      out.bytes(Uint8Array.of(0, 1, 63, 0, 32));
      out.bytes(Uint8Array.of(2, 1, 1, 2, 3));
    });
  const fresh = (chunks: FrameWriter) =>
    chunks.chunk(0x2019, (out) => {
      for (const number of [1, 0, 0]) out.u32(number);
      out.zeros(8);
      out.u16(1);
      out.bytes(Uint8Array.of(9, 8, 7, 6));
      out.string('mud');
    });
  const black = rgba(0, 0, 0);
  const colors = (...frames: ((chunks: FrameWriter) => void)[]) =>
    open(handmadeFile('indexed', ...frames)).palette.colors;
  expect(colors(old(0x0004))).toEqual([rgba(63, 0, 32), black, black, rgba(1, 2, 3)]);
  expect(colors(old(0x0011))).toEqual([rgba(255, 0, 130), black, black, rgba(4, 8, 12)]);
  const mixed = open(handmadeFile('indexed', both(fresh, old(0x0004))));
  expect(mixed.palette).toEqual({ colors: [rgba(9, 8, 7, 6)], names: new Map([[0, 'mud']]) });
});

test('a palette that changes in a later frame keeps the entries that it does not name', () => {
  const entries =
    (size: number, first: number, ...reds: number[]) =>
    (chunks: FrameWriter) =>
      chunks.chunk(0x2019, (out) => {
        for (const number of [size, first, first + reds.length - 1]) out.u32(number);
        out.zeros(8);
        for (const value of reds) {
          out.u16(0);
          out.bytes(Uint8Array.of(value, 0, 0, 255));
        }
      });
  const sprite = open(handmadeFile('indexed', entries(3, 0, 1, 2, 3), entries(3, 1, 9)));
  const second = sprite.frames[1]?.id;
  const changed = second === undefined ? undefined : sprite.paletteChanges.get(second);
  expect(changed?.colors).toEqual([rgba(1, 0, 0), rgba(9, 0, 0), rgba(3, 0, 0)]);
});

test('frames without a duration take the speed of the header', () => {
  const bytes = handmadeFile(
    'rgba',
    () => {},
    () => {},
  );
  const view = new DataView(bytes.buffer);
  view.setUint16(18, 40, true);
  view.setUint16(128 + 8, 0, true);
  expect(open(bytes).frames.map(({ duration }) => duration)).toEqual([40, 100]);
});

/** A sprite with one cel: two by two pixels at raster (-3, -2), the cel at (10, 10). */
function withCel(): Sprite {
  const ids = new IdSource(1);
  const plain = newSprite({ width: 4, height: 4 });
  const frame = plain.frames[0];
  if (!frame) throw new Error('a new sprite has a frame');
  const raster = rasterFrom('rgba', Uint32Array.of(1, 2, 3, 4), 2, 2);
  const content = {
    kind: 'image',
    id: ids.next('content'),
    raster,
    bounds: { x: -1, y: 0, width: 3, height: 1 },
  } as const;
  const cel: Cel = { x: 10, y: 10, opacity: 255, zIndex: 0, content, userData: NO_USER_DATA, unknown: [] };
  return { ...plain, layers: [{ ...newImageLayer(ids.next('layer'), 'Cat'), cels: new Map([[frame.id, cel]]) }] };
}

test('the pixels within the bounds of a cel are written, at their place on the canvas', () => {
  const sprite = open(save(withCel()));
  const [layer] = sprite.layers;
  const [cel] = layer?.kind === 'image' ? [...layer.cels.values()] : [];
  if (cel?.content.kind !== 'image') throw new Error('an image was written');
  expect([cel.x, cel.y, cel.content.bounds]).toEqual([9, 10, { x: 0, y: 0, width: 3, height: 1 }]);
  expect([...readPixels(cel.content.raster, cel.content.bounds)]).toEqual([0, 1, 2]);
  expect(withoutIds(sprite)).toEqual(withoutIds(withCel()));
});

test('an extension that owns properties is listed among the external files when it is not yet', () => {
  const properties = new Map([['celkiln', new Map([['seed', { type: 'uint32', value: 7 } as const]])]]);
  const plain = newSprite({ width: 4, height: 4 });
  const listed = [{ id: 1, type: 1, name: 'tiles.aseprite' }];
  const sprite = open(save({ ...plain, userData: { properties }, externalFiles: listed }));
  expect(sprite.externalFiles).toEqual([...listed, { id: 2, type: 2, name: 'celkiln' }]);
  expect(sprite.userData.properties).toEqual(properties);
  expect(save(open(save(sprite)))).toEqual(save(sprite));
});

test('what the format cannot hold is an error that says so', () => {
  const sprite = withCel();
  const layers = sprite.layers.map((layer) => ({ ...layer, name: 'x'.repeat(70_000) }));
  const reason = (broken: Sprite) => {
    try {
      save(broken);
    } catch (error) {
      if (error instanceof FormatError) return `${error.code}: ${error.reason}`;
    }
    return 'written';
  };
  expect(reason({ ...sprite, layers })).toBe('not_encodable: the name of a layer has 70000 bytes, 65535 are possible');
  expect(reason({ ...sprite, frames: sprite.frames.map((frame) => ({ ...frame, duration: 70_000 })) })).toMatch(
    /^not_encodable: frame duration is 70000/,
  );
});
