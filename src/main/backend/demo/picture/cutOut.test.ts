import { expect, test } from 'vitest';
import { rgba } from '../../../../shared/sprite/color.ts';
import { BACKGROUNDS } from '../paint/background.ts';
import { cutOut } from './cutOut.ts';
import { drawn, SIGNS, shown } from './testPictures.ts';

test('what is see-through goes, and the rest becomes solid before a screen of another colour', () => {
  const picture = drawn('....', '.gr.');
  picture.pixels[0] = rgba(9, 9, 9, 127);
  picture.pixels[5] = rgba(0, 177, 64, 128);
  const { pictures, backdrop } = cutOut([picture], undefined);
  expect(pictures.map(shown)).toEqual([['....', '.gr.']]);
  expect([rgba(...BACKGROUNDS.blue), rgba(...BACKGROUNDS.magenta)]).toContain(backdrop);
  expect(cutOut([picture], 'white').backdrop).toBe(rgba(...BACKGROUNDS.white));
});

test('a colour that surrounds the figure is its backdrop, and stays that', () => {
  const { pictures, backdrop } = cutOut([drawn('ggggg', 'grgrg', 'gryrg', 'kkggg')], undefined);
  expect(pictures.map(shown)).toEqual([['.....', '.r.r.', '.ryr.', 'kk...']]);
  expect(backdrop).toBe(SIGNS.g);
});

test('both pictures count for what surrounds them', () => {
  const { pictures } = cutOut([drawn('ggg', 'grg', 'ggg'), drawn('rrr', 'rrg', 'ggg')], undefined);
  expect(pictures.map(shown)).toEqual([
    ['...', '.r.', '...'],
    ['rrr', 'rr.', '...'],
  ]);
});

test('a scene has no backdrop', () => {
  expect(cutOut([drawn('rgby', 'kwrg', 'bykw', 'rgby')], undefined).backdrop).toBeNull();
});

test('a picture of nothing is nothing', () => {
  expect(cutOut([drawn('...')], undefined).pictures.map(shown)).toEqual([['...']]);
});
