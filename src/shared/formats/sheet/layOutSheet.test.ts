import { expect, test } from 'vitest';
import { addEmptyFrame } from '../../sprite/edits/frameEdits.ts';
import { newSprite } from '../../sprite/newSprite.ts';
import { layOutSheet } from './layOutSheet.ts';

test('five square frames stand in two columns, named after the picture', () => {
  const sprite = [1, 2, 3, 4].reduce((before, at) => addEmptyFrame(at)(before), newSprite({ width: 4, height: 4 }));
  const sheet = layOutSheet(sprite, 'cat.png', '1.2.3');
  expect([sheet.width, sheet.height, sheet.pixels.length]).toEqual([8, 12, 8 * 12 * 4]);
  const data: { frames: object; meta: object } = JSON.parse(sheet.json());
  expect(Object.keys(data.frames)).toEqual([0, 1, 2, 3, 4].map((index) => `cat ${index}.aseprite`));
  expect(data.meta).toMatchObject({ image: 'cat.png', version: '1.2.3', size: { w: 8, h: 12 } });
});
