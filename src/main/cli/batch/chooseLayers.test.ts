import { expect, test } from 'vitest';
import { IdSource } from '../../../shared/sprite/ids.ts';
import { newGroupLayer, newImageLayer, newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Layer, Sprite } from '../../../shared/sprite/sprite.ts';
import { chooseLayers, placesOf } from './chooseLayers.ts';

/** Layers from words such as 'a( a b- )': a group a with a shown layer a and a hidden layer b. */
function spriteWith(words: string): Sprite {
  const ids = new IdSource(100);
  const waiting = words.split(' ');
  const read = (): readonly Layer[] => {
    const layers: Layer[] = [];
    for (let word = waiting.shift(); word !== undefined && word !== ')'; word = waiting.shift()) {
      const name = word.replace(/[-(]/g, '');
      const visible = !word.includes('-');
      if (word.endsWith('(')) layers.push({ ...newGroupLayer(ids.next('layer'), name), visible, children: read() });
      else layers.push({ ...newImageLayer(ids.next('layer'), name), visible });
    }
    return layers;
  };
  return ids.claimed({ ...newSprite({ width: 1, height: 1 }), layers: read() });
}

/** The layers that are seen, groups aside. */
function seen(words: string, layers: readonly string[], ignoredLayers: readonly string[] = []): string {
  const { sprite } = chooseLayers(spriteWith(words), { layers, ignoredLayers }, 'x.ase');
  const places = placesOf(sprite).filter(({ shown, layer }) => shown && layer.kind !== 'group');
  return places.map(({ path }) => path.join('/')).join(' ');
}

const GAME = 'items( gun- sword ) player( head body )';
const TWINS = 'a( a b c ) b( a b- c ) c( a- b- c )';

test.each([
  [['*'], [], 'items/gun items/sword player/head player/body'],
  [['*'], ['items'], 'player/head player/body'],
  [['*'], ['gun'], 'items/sword player/head player/body'],
  [['*'], ['sword'], 'items/gun player/head player/body'],
  [['*'], ['items/gun'], 'items/sword player/head player/body'],
  [['player'], [], 'player/head player/body'],
  [['items'], [], 'items/sword'],
  [['items/*'], [], 'items/gun items/sword'],
  [['gun'], [], 'items/gun'],
  [['gun', 'head'], [], 'items/gun player/head'],
  [[], ['items/*'], 'player/head player/body'],
  [[], [], 'items/sword player/head player/body'],
  [[], ['nothing of that name'], 'items/sword player/head player/body'],
])('--layer %j --ignore-layer %j', (layers, ignored, expected) => {
  expect(seen(GAME, layers, ignored)).toBe(expected);
});

test.each([
  ['a', 'a/a a/b a/c'],
  ['b', 'b/a b/c'],
  ['c', 'c/c'],
  ['b/*', 'b/a b/b b/c'],
  ['b/b', 'b/b'],
  ['*/a', 'a/a b/a c/a'],
])('a name that several layers have is a path: %s', (layer, expected) => {
  expect(seen(TWINS, [layer])).toBe(expected);
});

test('a sprite of which nothing was chosen stays the same one', () => {
  const sprite = spriteWith(GAME);
  expect(chooseLayers(sprite, { layers: [], ignoredLayers: [] }, 'x.ase').sprite).toBe(sprite);
});

test('the one layer that was chosen is known', () => {
  const only = (...layers: string[]) => chooseLayers(spriteWith(GAME), { layers, ignoredLayers: [] }, 'x').only?.name;
  expect([only('gun'), only('player'), only('gun', 'head')]).toEqual(['gun', 'player', undefined]);
});

test('a layer that is missing is named, with those that are there', () => {
  expect(() => seen(GAME, ['hat'])).toThrow(
    'x.ase has no layer "hat". It has: items, items/gun, items/sword, player, player/head, player/body.',
  );
});
