import { expect, test } from 'vitest';
import { addEmptyFrame } from '../../../shared/sprite/edits/frameEdits.ts';
import { addTag } from '../../../shared/sprite/edits/tagEdits.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Sprite, TagDirection } from '../../../shared/sprite/sprite.ts';
import { playedFrames } from './playedFrames.ts';

type TagRow = readonly [from: number, to: number, direction: TagDirection, repeat: number];

function spriteWith(count: number, tags: readonly TagRow[]): Sprite {
  const frames = Array.from({ length: count - 1 }, (_, i) => i + 1);
  const plain = frames.reduce((sprite, at) => addEmptyFrame(at)(sprite), newSprite({ width: 4, height: 4 }));
  return tags.reduce((sprite, [from, to, direction, repeat], i) => {
    const [first, last] = [sprite.frames[from], sprite.frames[to]];
    if (first === undefined || last === undefined) throw new Error('no such frame');
    return addTag({ name: `tag ${i}`, from: first.id, to: last.id, direction, repeat, color: 0 })(sprite);
  }, plain);
}

function played(count: number, ...tags: readonly TagRow[]): string {
  return playedFrames(spriteWith(count, tags), { from: 0, to: count - 1 }).join(' ');
}

test('without tags frames follow one another', () => {
  expect(played(3)).toBe('0 1 2');
});

test('tags play in their direction, as often as they say', () => {
  const tags: readonly TagRow[] = [
    [1, 2, 'forward', 1],
    [3, 5, 'reverse', 2],
    [6, 8, 'pingpong', 3],
    [10, 12, 'pingpong_reverse', 2],
  ];
  expect(played(14, ...tags)).toBe('0 1 2 5 4 3 5 4 3 6 7 8 7 6 7 8 9 12 11 10 11 12 13');
});

test('a tag that plays for ever plays once, to and fro', () => {
  expect(played(4, [1, 2, 'forward', 0])).toBe('0 1 2 3');
  expect(played(3, [0, 2, 'pingpong', 0])).toBe('0 1 2 1 0');
  expect(played(1, [0, 0, 'pingpong', 3])).toBe('0 0 0');
});

test('tags within tags are played as part of them, turned round when those are', () => {
  expect(played(7, [1, 5, 'forward', 2], [2, 4, 'pingpong', 3])).toBe('0 1 2 3 4 3 2 3 4 5 1 2 3 4 3 2 3 4 5 6');
  expect(played(5, [0, 4, 'pingpong', 2], [1, 3, 'reverse', 3])).toBe('0 3 2 1 3 2 1 3 2 1 4 1 2 3 1 2 3 1 2 3 0');
});

test('tags that overlap play one after the other', () => {
  expect(played(5, [1, 3, 'forward', 2], [2, 4, 'forward', 2])).toBe('0 1 2 3 1 2 3 2 3 4 2 3 4');
  expect(played(7, [1, 3, 'forward', 2], [2, 4, 'reverse', 2], [3, 5, 'pingpong', 2])).toBe(
    '0 1 2 3 1 2 3 4 3 2 4 3 2 3 4 5 4 3 6',
  );
});

test("a tag's own span plays in its own direction", () => {
  const sprite = spriteWith(5, [[1, 3, 'reverse', 2]]);
  expect(playedFrames(sprite, { from: 1, to: 3 }, sprite.tags[0])).toEqual([3, 2, 1, 3, 2, 1]);
});

test('repeats without end are refused', () => {
  const endless = spriteWith(2, [[0, 1, 'forward', 60_000]]);
  expect(() => playedFrames(endless, { from: 0, to: 1 })).toThrow('more than 4000 frames; leave out --play-subtags');
});
