import { expect, test } from 'vitest';
import { rgba } from '../../sprite/color.ts';
import { addEmptyFrame } from '../../sprite/edits/frameEdits.ts';
import { newSprite } from '../../sprite/newSprite.ts';
import { toPicture } from '../../sprite/picture.ts';
import { rgbaOf } from '../fileImage.ts';
import { describeSheet } from './describeSheet.ts';
import { layOutSheet } from './layOutSheet.ts';

const LEGEND = { r: rgba(255, 0, 0), b: rgba(0, 0, 255) };

test('five square frames stand in two columns, named after the picture', () => {
  const frames = ['r...', '.r..', '..r.', '...r', 'bb..'].map((picture) => {
    return { indices: Uint8Array.from(picture, (letter) => '.rb'.indexOf(letter)), duration: 80 };
  });
  const { sheet, image } = layOutSheet({ width: 2, height: 2, palette: [0, LEGEND.r, LEGEND.b], frames });
  expect(image).toMatchObject({ width: 4, height: 6, colorMode: 'indexed' });
  expect(toPicture(rgbaOf(image), image.width, LEGEND).split('\n')).toEqual([
    'r..r',
    '....',
    '....',
    'r..r',
    'bb..',
    '....',
  ]);

  const sprite = [1, 2, 3, 4].reduce((before, at) => addEmptyFrame(at)(before), newSprite({ width: 2, height: 2 }));
  const data: { frames: object; meta: object } = JSON.parse(describeSheet(sheet, sprite, 'cat.png', '1.2.3'));
  expect(Object.keys(data.frames)).toEqual([0, 1, 2, 3, 4].map((index) => `cat ${index}.aseprite`));
  expect(data.meta).toMatchObject({ image: 'cat.png', version: '1.2.3', size: { w: 4, h: 6 } });
});
