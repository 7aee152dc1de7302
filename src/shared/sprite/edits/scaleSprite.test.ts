import fc from 'fast-check';
import { expect, test } from 'vitest';
import { problemsOf } from '../check.ts';
import { compositeFrame } from '../composite.ts';
import { eachLayer } from '../layers.ts';
import { newSprite } from '../newSprite.ts';
import { fromPicture, toPicture } from '../picture.ts';
import { anyEdit } from '../randomEdits.ts';
import { rasterFrom } from '../raster.ts';
import type { ContentId, Sprite } from '../sprite.ts';
import { setSurface } from './paintEdits.ts';
import { canScale, scaleSprite } from './scaleSprite.ts';

const runs = { numRuns: process.env.CELKILN_LONG === '1' ? 2000 : 100, seed: 11 };

function drawn(picture: string): Sprite {
  const { width, height, values } = fromPicture(picture);
  const sprite = newSprite({ width, height });
  const [frame, layer] = [sprite.frames[0], sprite.layers[0]];
  if (frame === undefined || layer === undefined) throw new Error('nothing to draw on');
  const raster = rasterFrom(
    'rgba',
    Uint32Array.from(values, (value) => (value ? value | 0xff000000 : 0)),
    width,
    height,
  );
  return setSurface({ layer: layer.id, frame: frame.id }, raster)(sprite);
}

function seen(sprite: Sprite): string {
  return toPicture(
    compositeFrame(sprite, 0).map((pixel) => pixel & 0xff),
    sprite.width,
  );
}

test('every pixel becomes as many as the size asks for', () => {
  const sprite = drawn(`
    .12
    3..`);
  expect(seen(scaleSprite(6, 4)(sprite))).toBe('..1122\n..1122\n33....\n33....');
  expect(seen(scaleSprite(2, 2)(sprite))).toBe('.1\n3.');
  expect(seen(scaleSprite(1, 1)(sprite))).toBe('.');
});

test('what is seen is what was seen, scaled by any factor', () => {
  const edits = fc.array(anyEdit, { maxLength: 20 });
  const side = fc.integer({ min: 1, max: 90 });
  fc.assert(
    fc.property(edits, side, side, (made, width, height) => {
      const sprite = made.reduce((now, edit) => edit(now), newSprite({ width: 40, height: 30 }));
      fc.pre(linksLieTogether(sprite));
      expectScaled(sprite, width, height);
    }),
    runs,
  );
});

test('by whole factors also where linked cels lie apart', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 20 }), fc.integer({ min: 1, max: 4 }), (made, factor) => {
      const sprite = made.reduce((now, edit) => edit(now), newSprite({ width: 20, height: 15 }));
      expectScaled(sprite, sprite.width * factor, sprite.height * factor);
    }),
    runs,
  );
});

function expectScaled(sprite: Sprite, width: number, height: number): void {
  const scaled = scaleSprite(width, height)(sprite);
  expect(problemsOf(scaled)).toEqual(problemsOf(sprite));
  sprite.frames.forEach((_, frame) => {
    const before = compositeFrame(sprite, frame);
    const expected = Uint32Array.from({ length: width * height }, (_, i) => {
      const x = Math.floor(((i % width) * sprite.width) / width);
      const y = Math.floor((Math.floor(i / width) * sprite.height) / height);
      return before[y * sprite.width + x] ?? 0;
    });
    expect(compositeFrame(scaled, frame)).toEqual(expected);
  });
}

function linksLieTogether(sprite: Sprite): boolean {
  const places = new Map<ContentId, string>();
  const cels = [...eachLayer(sprite.layers)].flatMap((layer) =>
    layer.kind === 'group' ? [] : [...layer.cels.values()],
  );
  return cels.every(({ content, x, y }) => {
    const place = `${x} ${y}`;
    const known = places.get(content.id) ?? place;
    places.set(content.id, known);
    return known === place;
  });
}

test('slices, pivots and the grid go along', () => {
  const plain = drawn('12\n34');
  const [frame] = plain.frames;
  if (frame === undefined) throw new Error('no frame');
  const bounds = { x: 1, y: 0, width: 1, height: 2 };
  const key = { frame: frame.id, bounds, pivot: { x: 1, y: 1 } };
  const slice = { id: 9 as never, name: 's', keys: [key], userData: { properties: new Map() }, unknown: [] };
  const scaled = scaleSprite(6, 6)({ ...plain, slices: [slice], grid: { x: 1, y: 1, width: 2, height: 2 } });
  expect(scaled.slices[0]?.keys).toEqual([
    { frame: frame.id, bounds: { x: 3, y: 0, width: 3, height: 6 }, pivot: { x: 3, y: 3 } },
  ]);
  expect(scaled.grid).toEqual({ x: 3, y: 3, width: 6, height: 6 });
});

test('tiles are scaled only to whole pixels', () => {
  const plain = { ...drawn('12\n34'), tilesets: [] };
  const tileset = {
    id: 5 as never,
    index: 0,
    name: '',
    tileWidth: 2,
    tileHeight: 1,
    count: 2,
    pixels: Uint32Array.of(1, 2, 3, 4),
    baseIndex: 1,
    emptyTileIsZero: true,
    matchFlags: 0,
    userData: { properties: new Map() },
    tileUserData: new Map(),
    unknown: [],
  };
  const sprite: Sprite = { ...plain, tilesets: [tileset] };
  expect([canScale(sprite, 4, 4), canScale(sprite, 1, 1), canScale(sprite, 3, 3), canScale(plain, 3, 3)]).toEqual([
    true,
    false,
    false,
    true,
  ]);
  const [scaled] = scaleSprite(4, 4)(sprite).tilesets;
  expect([scaled?.tileWidth, scaled?.tileHeight]).toEqual([4, 2]);
  expect(toPicture(scaled?.pixels ?? new Uint8Array(), 4)).toBe('1122\n1122\n3344\n3344');
});
