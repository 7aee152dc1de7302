import fc from 'fast-check';
import { expect, test } from 'vitest';
import { moveLayer, setGroupCollapsed } from '../../../shared/sprite/edits/layerEdits.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { eachLayer } from '../../../shared/sprite/layers.ts';
import { newGroupLayer, newImageLayer, newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Layer, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { layerRows } from '../layers/layerRows.ts';
import { layerDrop } from './layerDrop.ts';

/** Bottom to top; an array is a group that is called as its first entry. */
type Tree = readonly (string | Tree)[];

function spriteOf(tree: Tree): Sprite {
  const sprite = newSprite({ width: 1, height: 1 });
  const ids = idsOf(sprite);
  const layerOf = (node: string | Tree): Layer => {
    if (typeof node === 'string') return newImageLayer(ids.next('layer'), node);
    const [name, ...children] = node;
    return { ...newGroupLayer(ids.next('layer'), String(name)), children: children.map(layerOf) };
  };
  const layers = tree.map(layerOf);
  return ids.claimed({ ...sprite, layers });
}

const outline = ({ layers }: Sprite): readonly string[] =>
  layerRows(layers).map(({ layer, depth }) => '  '.repeat(depth) + layer.name);

function idOf(sprite: Sprite, name: string): LayerId {
  const layer = [...eachLayer(sprite.layers)].find((each) => each.name === name);
  if (layer === undefined) throw new Error(`There is no layer ${name}`);
  return layer.id;
}

function dropped(sprite: Sprite, name: string, y: number): Sprite {
  const drop = layerDrop(sprite, layerRows(sprite.layers), idOf(sprite, name), y);
  return drop === null ? sprite : moveLayer(idOf(sprite, name), drop.place)(sprite);
}

//   0 hat
//   1 body       (group)
//   2   arm
//   3   leg
//   4 sky
const figure = spriteOf(['sky', ['body', 'leg', 'arm'], 'hat']);

test('the list is as the pictures below expect it', () => {
  expect(outline(figure)).toEqual(['hat', 'body', '  arm', '  leg', 'sky']);
});

test.each([
  ['above the top', 'sky', 0.2, ['sky', 'hat', 'body', '  arm', '  leg']],
  ['below a layer', 'hat', 4.8, ['body', '  arm', '  leg', 'sky', 'hat']],
  ['above a group', 'sky', 1.1, ['hat', 'sky', 'body', '  arm', '  leg']],
  ['into a group', 'hat', 1.5, ['body', '  hat', '  arm', '  leg', 'sky']],
  ['to the top of an open group', 'sky', 1.9, ['hat', 'body', '  sky', '  arm', '  leg']],
  ['between the layers of a group', 'sky', 2.7, ['hat', 'body', '  arm', '  sky', '  leg']],
  ['out of a group', 'leg', 0.1, ['leg', 'hat', 'body', '  arm', 'sky']],
  ['within its own group', 'leg', 2.1, ['hat', 'body', '  leg', '  arm', 'sky']],
  ['below everything', 'arm', 7, ['hat', 'body', '  leg', 'sky', 'arm']],
  ['above everything', 'leg', -3, ['leg', 'hat', 'body', '  arm', 'sky']],
])('%s', (_, name, y, expected) => {
  expect(outline(dropped(figure, name, y))).toEqual(expected);
});

test('a folded group takes in on its middle and lets pass below it', () => {
  const folded = setGroupCollapsed(idOf(figure, 'body'), true)(figure);
  expect(outline(dropped(folded, 'hat', 1.9))).toEqual(['body', 'hat', 'sky']);
  expect(outline(setGroupCollapsed(idOf(figure, 'body'), false)(dropped(folded, 'hat', 1.5)))).toEqual([
    'body',
    '  hat',
    '  arm',
    '  leg',
    'sky',
  ]);
});

test('nothing goes into itself', () => {
  const rows = layerRows(figure.layers);
  expect(layerDrop(figure, rows, idOf(figure, 'body'), 1.5)).toBeNull();
  expect(layerDrop(figure, rows, idOf(figure, 'body'), 3.2)).toBeNull();
});

test('wherever a layer is dropped, it stands beside the line that was shown', () => {
  const names = ['hat', 'body', 'arm', 'leg', 'sky'];
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.double({ min: -1, max: 7, noNaN: true }), (name, y) => {
      const rows = layerRows(figure.layers);
      const drop = layerDrop(figure, rows, idOf(figure, name), y);
      if (drop === null) return;
      const after = dropped(figure, name, y);
      expect([...eachLayer(after.layers)]).toHaveLength(5);
      const { at, row, depth } = drop.mark;
      const found = layerRows(after.layers).find(({ layer }) => layer.name === name);
      expect(found?.depth).toBe(at === 'into' ? depth + 1 : depth);
      // Those that stand above the line, without the layer and what is in it, still stand above it.
      const moving = new Set([...eachLayer([rowsLayer(figure, name)])].map((layer) => layer.id));
      const above = rows.slice(0, at === 'into' ? row + 1 : row).filter(({ layer }) => !moving.has(layer.id));
      expect(layerRows(after.layers).findIndex(({ layer }) => layer.name === name)).toBe(above.length);
    }),
  );
});

function rowsLayer(sprite: Sprite, name: string): Layer {
  const layer = [...eachLayer(sprite.layers)].find((each) => each.name === name);
  if (layer === undefined) throw new Error(`There is no layer ${name}`);
  return layer;
}
