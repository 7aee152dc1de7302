import { expect, test } from 'vitest';
import { addGroup, addImageLayer, setGroupCollapsed } from '../../../shared/sprite/edits/layerEdits.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { layerRows } from './layerRows.ts';

function withGroup(): { sprite: Sprite; group: Sprite['layers'][number] } {
  const top = { parent: null, index: 1 };
  const grouped = addGroup('Body', top)(newSprite({ width: 8, height: 8, layerName: 'Sky' }));
  const group = grouped.layers[1];
  if (group === undefined) throw new Error('The group was not added.');
  const arm = addImageLayer('Arm', { parent: group.id, index: 0 })(grouped);
  return { sprite: addImageLayer('Head', { parent: group.id, index: 1 })(arm), group };
}

const outline = (sprite: Sprite): string[] =>
  layerRows(sprite.layers).map(({ layer, depth }) => `${'  '.repeat(depth)}${layer.name}`);

test('the top layer comes first, a group above what it holds', () => {
  expect(outline(withGroup().sprite)).toEqual(['Body', '  Head', '  Arm', 'Sky']);
});

test('a folded group hides what it holds', () => {
  const { sprite, group } = withGroup();
  expect(outline(setGroupCollapsed(group.id, true)(sprite))).toEqual(['Body', 'Sky']);
});
