import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toPicture } from './picture.ts';
import {
  contentBounds,
  differingTiles,
  editRaster,
  emptyRaster,
  getPixel,
  rasterFrom,
  readPixels,
  tilesOf,
} from './raster.ts';

const place = fc.integer({ min: -300, max: 300 });
const rect = fc.record({
  x: place,
  y: place,
  width: fc.integer({ min: 1, max: 90 }),
  height: fc.integer({ min: 1, max: 90 }),
});
const write = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), x: place, y: place, value: fc.nat(255) }),
  fc.record({ kind: fc.constant('fill' as const), rect, value: fc.nat(255) }),
);

test('a raster remembers what was written, wherever it was', () => {
  fc.assert(
    fc.property(fc.array(write, { maxLength: 12 }), fc.constantFrom(0, 7), (writes, empty) => {
      const expected = new Map<string, number>();
      const raster = editRaster(emptyRaster('indexed', empty), (draft) => {
        for (const each of writes) {
          if (each.kind === 'set') {
            draft.set(each.x, each.y, each.value);
            expected.set(`${each.x},${each.y}`, each.value);
            continue;
          }
          draft.fill(each.rect, each.value);
          for (let y = each.rect.y; y < each.rect.y + each.rect.height; y++) {
            for (let x = each.rect.x; x < each.rect.x + each.rect.width; x++) expected.set(`${x},${y}`, each.value);
          }
        }
      });
      for (const [key, value] of expected) {
        const [x = 0, y = 0] = key.split(',').map(Number);
        if (getPixel(raster, x, y) !== value) return false;
      }
      return getPixel(raster, 9999, -9999) === empty;
    }),
    { numRuns: process.env.CELKILN_LONG === '1' ? 1000 : 60, seed: 1 },
  );
});

test('reading a part gives the pixels in rows, with the empty value where nothing is set', () => {
  const raster = editRaster(emptyRaster('indexed', 9), (draft) => draft.fill({ x: -2, y: 63, width: 3, height: 2 }, 1));
  expect(toPicture(readPixels(raster, { x: -3, y: 62, width: 5, height: 4 }), 5)).toBe(
    ['99999', '91119', '91119', '99999'].join('\n'),
  );
});

test('an edit copies only the tiles it touches', () => {
  const before = editRaster(emptyRaster('rgba'), (draft) => draft.fill({ x: 0, y: 0, width: 2048, height: 128 }, 5));
  const after = editRaster(before, (draft) => draft.set(70, 70, 6));
  expect([...differingTiles(before, after)].map(({ tx, ty }) => [tx, ty])).toEqual([[1, 1]]);
  const [first, second] = [...before.chunks.keys()];
  expect(before.chunks.get(second ?? 0)).toBe(after.chunks.get(second ?? 0));
  expect(before.chunks.get(first ?? 0)).not.toBe(after.chunks.get(first ?? 0));
});

test('an edit that changes nothing gives the same raster', () => {
  const raster = rasterFrom('grayscale', new Uint16Array([1, 2, 3, 4]), 2, 2);
  expect(editRaster(raster, (draft) => draft.set(1, 1, 4))).toBe(raster);
  expect(
    editRaster(raster, (draft) => {
      draft.set(0, 0, 9);
      draft.set(0, 0, 1);
    }),
  ).toBe(raster);
});

test('tiles in which nothing is left are let go', () => {
  const raster = editRaster(emptyRaster('indexed'), (draft) => draft.set(1000, -1000, 3));
  expect([...tilesOf(raster)]).toHaveLength(1);
  const cleared = editRaster(raster, (draft) => draft.set(1000, -1000, 0));
  expect(cleared.chunks.size).toBe(0);
});

test('bounds go around exactly what is set', () => {
  const raster = editRaster(emptyRaster('indexed'), (draft) => {
    draft.set(-70, 3, 1);
    draft.set(12, 200, 1);
  });
  expect(contentBounds(raster)).toEqual({ x: -70, y: 3, width: 83, height: 198 });
});
