import { expect, test } from 'vitest';
import { addEmptyFrame } from '../../../shared/sprite/edits/frameEdits.ts';
import { addTag } from '../../../shared/sprite/edits/tagEdits.ts';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { laneCount, MOST_LANES, tagLanes } from './tagLanes.ts';

/** A sprite with tags over the places where their letters stand. */
function tagged(...rows: readonly string[]): Sprite {
  let sprite = newSprite({ width: 1, height: 1 });
  for (let i = 1; i < (rows[0]?.length ?? 1); i++) sprite = addEmptyFrame(i)(sprite);
  for (const row of rows) {
    const name = row.replaceAll('.', '')[0] ?? '';
    const [from, to] = [sprite.frames[row.indexOf(name)], sprite.frames[row.lastIndexOf(name)]];
    if (from === undefined || to === undefined) throw new Error(`No frames for ${row}`);
    sprite = addTag({ name, from: from.id, to: to.id, direction: 'forward', repeat: 0, color: 0 })(sprite);
  }
  return sprite;
}

function picture(sprite: Sprite): readonly string[] {
  const bands = tagLanes(sprite);
  return Array.from({ length: laneCount(bands) }, (_, lane) =>
    sprite.frames
      .map((_, place) => {
        const over = bands.filter((band) => band.lane === lane && band.first <= place && place <= band.last);
        return over.map(({ tag }) => tag.name).join('') || '.';
      })
      .join(''),
  );
}

test('tags side by side share a lane', () => {
  expect(picture(tagged('.....bb', 'aaa....'))).toEqual(['aaa..bb']);
});

test('a tag stands above those within it', () => {
  expect(picture(tagged('..b.....', 'aaaaaa..', '...cc...'))).toEqual(['aaaaaa..', '..bcc...']);
});

test('tags that cross each other get lanes of their own', () => {
  expect(picture(tagged('aaaa..', '..bbb.', '...ccc'))).toEqual(['aaaa..', '..bbb.', '...ccc']);
});

test('there are never more lanes than fit', () => {
  const many = tagged('a', 'b', 'c', 'd', 'e', 'f');
  expect(laneCount(tagLanes(many))).toBe(MOST_LANES);
  expect(tagLanes(many)).toHaveLength(6);
});

test('no tags, no lanes', () => {
  expect(laneCount(tagLanes(newSprite({ width: 1, height: 1 })))).toBe(0);
});
