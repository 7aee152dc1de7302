import { expect, test } from 'vitest';
import { tagsAround } from './tagsAround.ts';
import { drawnSprite, tagged } from './testSprites.fixture.ts';

const FRAMES = drawnSprite({ dot: ['r', 'r', 'r', 'r', 'r', 'r', 'r'] });

/** The name of the shortest and of the longest tag around each frame. */
function around(...tags: readonly (readonly [name: string, from: number, to: number])[]): string {
  const sprite = tags.reduce((each, [name, from, to]) => tagged(each, name, from, to), FRAMES);
  return tagsAround(sprite)
    .map(({ inner, outer }) => `${inner?.name ?? '.'}${outer?.name ?? '.'}`)
    .join(' ');
}

test('a frame lies in the shortest and in the longest of the tags around it', () => {
  expect(around()).toBe('.. .. .. .. .. .. ..');
  expect(around(['a', 1, 2], ['b', 4, 4])).toBe('.. aa aa .. bb .. ..');
  expect(around(['a', 0, 5], ['b', 1, 4], ['c', 2, 3])).toBe('aa ba ca ca ba aa ..');
  expect(around(['c', 2, 3], ['b', 1, 4], ['a', 0, 5])).toBe('aa ba ca ca ba aa ..');
});

test('of tags that are as long the first one counts, for both', () => {
  expect(around(['a', 0, 2], ['b', 1, 3])).toBe('aa aa aa bb .. .. ..');
  expect(around(['b', 1, 3], ['a', 0, 2])).toBe('aa bb bb bb .. .. ..');
});
