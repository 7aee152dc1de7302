import { expect, test } from 'vitest';
import { newSprite } from '../../../shared/sprite/newSprite.ts';
import { outgrownCanvas } from './outgrownCanvas.ts';
import { withCut } from './studioState.ts';
import { cutOf, openState } from './testCut.ts';

const state = withCut(openState(), 'a', cutOf([Array.from({ length: 20 }, () => '#'.repeat(10))]), null);
const sprite = (width: number, height: number) => newSprite({ width, height });

test('frames larger than the sprite in one direction outgrow it', () => {
  expect(outgrownCanvas(state, sprite(10, 20))).toBeNull();
  expect(outgrownCanvas(state, sprite(99, 12))).toEqual({ width: 99, height: 12 });
  expect(outgrownCanvas(state, sprite(9, 99))).toEqual({ width: 9, height: 99 });
});

test('no frames are smaller than eight pixels', () => {
  expect(outgrownCanvas(state, sprite(4, 30))).toEqual({ width: 8, height: 30 });
  const least = withCut(openState(), 'a', cutOf([Array.from({ length: 8 }, () => '#'.repeat(8))]), null);
  expect(outgrownCanvas(least, sprite(4, 4))).toBeNull();
});

test('a sprite of their own is as large as they are', () => {
  const alone = { ...state, insert: { ...state.insert, place: { kind: 'sprite' } as const } };
  expect(outgrownCanvas(alone, sprite(1, 1))).toBeNull();
  expect(outgrownCanvas(state, undefined)).toBeNull();
  expect(outgrownCanvas(openState(), sprite(1, 1))).toBeNull();
});
