import { expect, test } from 'vitest';
import { colorsUsed } from './colorsUsed.ts';
import { pictures } from './pictures.ts';

test('the union over all frames, clear pixels left out', () => {
  const play = pictures(`
    rr.
    #r.

    gg.
    #r.`);
  expect(colorsUsed(play)).toBe(3);
});
