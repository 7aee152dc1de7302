import { expect, test } from 'vitest';
import { newCel } from './cels.ts';
import { rgba } from './color.ts';
import { compositeEntries } from './compositeEntries.ts';
import { IdSource } from './ids.ts';
import { newImageLayer, newSprite } from './newSprite.ts';
import { paletteOf } from './palette.ts';
import { rasterFrom } from './raster.ts';
import type { ImageLayer, Sprite } from './sprite.ts';

const RED = rgba(255, 0, 0);
const WHOLE = { x: 0, y: 0, width: 3, height: 2 };

/** Layers of 3 x 2 entries each, bottom to top, over a palette in which two entries are the same red. */
function sprite(...layers: readonly { readonly entries: readonly number[]; readonly change?: Partial<ImageLayer> }[]) {
  const plain = newSprite({
    width: 3,
    height: 2,
    colorMode: 'indexed',
    palette: paletteOf([0, RED, RED, rgba(0, 0, 9)]),
  });
  const ids = new IdSource(50);
  const [frame] = plain.frames;
  if (!frame) throw new Error('A sprite has a frame.');
  const made = layers.map(({ entries, change }): ImageLayer => {
    const raster = rasterFrom('indexed', Uint8Array.from(entries), 3, 2, 0);
    const cel = newCel({ kind: 'image', id: ids.next('content'), raster, bounds: WHOLE });
    return { ...newImageLayer(ids.next('layer'), 'Layer'), cels: new Map([[frame.id, cel]]), ...change };
  });
  return { ...plain, layers: made } satisfies Sprite;
}

const entriesOf = (subject: Sprite, region = WHOLE) => [...(compositeEntries(subject, 0, region) ?? [])];

test('entries of one colour stay apart', () => {
  expect(entriesOf(sprite({ entries: [0, 1, 2, 2, 1, 0] }))).toEqual([0, 1, 2, 2, 1, 0]);
});

test('the topmost entry counts, whatever its opacity; hidden layers do not', () => {
  const below = { entries: [1, 1, 1, 1, 1, 1] };
  const above = { entries: [0, 2, 0, 3, 0, 0] };
  expect(entriesOf(sprite(below, above))).toEqual([1, 2, 1, 3, 1, 1]);
  expect(entriesOf(sprite(below, { ...above, change: { opacity: 90, blendMode: 'multiply' } }))).toEqual([
    1, 2, 1, 3, 1, 1,
  ]);
  expect(entriesOf(sprite(below, { ...above, change: { visible: false } }))).toEqual([1, 1, 1, 1, 1, 1]);
  expect(entriesOf(sprite(below, { ...above, change: { opacity: 0 } }))).toEqual([1, 1, 1, 1, 1, 1]);
});

test('a background shows its transparent entry; beyond the canvas there is none', () => {
  const background = { background: true };
  expect(entriesOf(sprite({ entries: [0, 1, 0, 0, 0, 2], change: background }))).toEqual([0, 1, 0, 0, 0, 2]);
  expect(entriesOf(sprite({ entries: [1, 1, 1, 1, 1, 2] }), { x: 2, y: 1, width: 2, height: 1 })).toEqual([2, 0]);
});
