import { expect, test } from 'vitest';
import { cellsOf } from './cells.ts';
import { drawn, enlarged, STANDING, shown, WAVING } from './testPictures.ts';

test.each([1, 2, 7, 32])('a sprite that was enlarged %i times is made small again', (factor) => {
  expect(cellsOf([STANDING, WAVING].map((picture) => enlarged(picture, factor)))).toEqual([STANDING, WAVING]);
});

test('what is made of squares in one of two pictures only is not', () => {
  const plain = drawn(...Array.from({ length: 32 }, () => 'r'.repeat(32)));
  expect(cellsOf([plain])[0]).toMatchObject({ width: 16, height: 16 });
  const dotted = drawn(...Array.from({ length: 32 }, (_, y) => (y === 9 ? `${'r'.repeat(31)}b` : 'r'.repeat(32))));
  expect(cellsOf([plain, dotted])).toEqual([plain, dotted]);
});

test('a picture that is larger than any sprite becomes smaller, by its own pixels', () => {
  const [small] = cellsOf([drawn(...Array.from({ length: 3 }, () => 'krb'.repeat(401)))]);
  expect([small?.width, small?.height]).toEqual([512, 1]);
  expect(new Set(small && shown(small).join(''))).toEqual(new Set('krb'));
});
