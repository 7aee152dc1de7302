import { expect, test } from 'vitest';
import { rgba } from '../../../shared/sprite/color.ts';
import { compositeFrame } from '../../../shared/sprite/composite.ts';
import { compositeEntries } from '../../../shared/sprite/compositeEntries.ts';
import { fromPicture, toPicture } from '../../../shared/sprite/picture.ts';
import { BLUE, GREEN, RED } from '../testSession.ts';
import { spriteOfSheet } from './spriteOfSheet.ts';

const LEGEND = { R: RED, G: GREEN, B: BLUE };

test('a sheet comes apart into frames and tags', () => {
  const { width, height, values } = fromPicture('R..G\n.BB.', LEGEND);
  const sheet = { width, height, pixels: Uint32Array.from(values) };
  const cell = { width: 2, height: 2, x: 0, y: 0, duration: 50 };
  const cells = [
    { ...cell, area: { x: 0, y: 0, width: 2, height: 2 } },
    { ...cell, area: { x: 3, y: 0, width: 1, height: 1 }, x: 1, y: 1 },
  ];
  const tag = { name: 'go', from: 0, to: 1, direction: 'reverse', repeat: 0, color: RED } as const;
  const sprite = spriteOfSheet(sheet, { cells, tags: [tag] });
  const pictures = sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LEGEND));
  expect(pictures).toEqual(['R.\n.B', '..\n.G']);
  expect(sprite.tags).toMatchObject([{ name: 'go', from: sprite.frames[0]?.id, to: sprite.frames[1]?.id }]);
});

test('a sheet with a palette keeps the entries of its pixels, one of grays its colour mode', () => {
  const cells = [{ area: { x: 1, y: 0, width: 2, height: 1 }, width: 2, height: 1, x: 0, y: 0, duration: 50 }];
  const palette = [0, RED, RED];
  const pixels = Uint32Array.of(RED, RED, RED);
  const indexed = spriteOfSheet(
    { width: 3, height: 1, pixels, entries: Uint8Array.of(1, 2, 1), palette },
    { cells, tags: [] },
  );
  expect([...(compositeEntries(indexed, 0, { x: 0, y: 0, width: 2, height: 1 }) ?? [])]).toEqual([2, 1]);
  const shades = Uint32Array.of(rgba(1, 1, 1), rgba(2, 2, 2), rgba(3, 3, 3));
  expect(spriteOfSheet({ width: 3, height: 1, pixels: shades, gray: true }, { cells, tags: [] }).colorMode).toBe(
    'grayscale',
  );
});
