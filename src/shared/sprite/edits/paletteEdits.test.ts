import { expect, test } from 'vitest';
import { newSprite } from '../newSprite.ts';
import { paletteOf } from '../palette.ts';
import { addColors } from './paletteEdits.ts';

const NEW = [0xff010203, 0xff040506];

function after(count: number): readonly number[] {
  const colors = Array.from({ length: count }, (_, i) => (0xff000000 | (i << 8)) >>> 0);
  return addColors(NEW)(newSprite({ width: 1, height: 1, palette: paletteOf(colors) })).palette.colors;
}

test('colours are added as far as there is room for them, and none that are there are lost', () => {
  expect(after(2).slice(2)).toEqual(NEW);
  expect(after(255).slice(255)).toEqual(NEW.slice(0, 1));
  expect(after(256)).toHaveLength(256);
  expect(after(300)).toHaveLength(300);
});
