import { expect, test } from 'vitest';
import { addEmptyFrame } from '../../../shared/sprite/edits/frameEdits.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { drawnSprite, ran, sliced, tagged, withSprites } from './testSprites.fixture.ts';

const FINE_GRID = { x: 0, y: 0, width: 1, height: 1 };
const CELLS: Sprite = { ...newSprite({ width: 512, height: 512 }), grid: FINE_GRID };
const DOTS = drawnSprite({ dot: ['r', 'r', 'r', 'r', 'r'] });
/** One after another, so that each has 1000 frames, together too many. */
const LONG = Array.from({ length: 999 }, (_, i) => i + 1).reduce(
  (sprite, at) => addEmptyFrame(at)(sprite),
  newSprite({ width: 1, height: 1 }),
);
const TAGS = Array.from({ length: 66 }, (_, i) => `t${i}`).reduce((sprite, name) => tagged(sprite, name, 0, 999), LONG);

test.each<readonly [string, Sprite, RegExp]>([
  ['--split-grid @/x.ase --sheet @/s.png', CELLS, /^The sheet: .* 262144 are too many; 65536 are possible\.$/],
  ['--split-grid @/x.ase --save-as @/s.png', CELLS, /x\.ase as .*s\.png: .* 262144 are too many/],
  ['--split-tags @/x.ase --data @/s.json', TAGS, /66000 are too many/],
  ['@/x.ase --save-as @/{tag}{frame}.png', TAGS, /66000 are too many/],
  ['--play-subtags @/x.ase --save-as @/x.gif', TAGS, /its tags lie in one another more than 64 deep; leave out --play/],
  ['@/x.ase --crop 0,0,8192,8192 --save-as @/x.gif', DOTS, /335544320 pixels together are too many/],
  ['@/x.ase --crop 0,0,8192,8192 --data @/s.json', DOTS, /335544320 pixels together are too many/],
])('%s of what would fill the memory is refused in words', async (line, sprite, message) => {
  await withSprites({ 'x.ase': sprite }, async (folder) => {
    await expect(ran(folder, `-b ${line}`)).rejects.toThrow(message);
  });
});

test('slices of a large frame share its picture: more of them than there is room for frames', async () => {
  const large = { ...newSprite({ width: 4096, height: 4096 }) };
  const cut = Array.from({ length: 20 }, (_, i) => i).reduce((sprite, i) => sliced(sprite, `s${i}`, i, 0, 1, 1), large);
  await withSprites({ 'x.ase': cut }, async (folder) => {
    const { printed } = await ran(folder, '-b --split-slices @/x.ase --data=');
    expect(Object.keys(JSON.parse(printed).frames)).toHaveLength(20);
  });
});
