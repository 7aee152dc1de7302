import { expect, test } from 'vitest';
import { compositeFrame } from '../../../shared/sprite/composite.ts';
import { fromPicture, toPicture } from '../../../shared/sprite/picture.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { BLUE, GREEN, RED } from '../testSession.ts';
import { type ImportedFrame, spriteOfFrames } from './spriteOfFrames.ts';
import { spriteOfSheet } from './spriteOfSheet.ts';

const LEGEND = { R: RED, G: GREEN, B: BLUE };
const CLEAR_RED = 0x000000ff;

function frame(picture: string, change: Partial<ImportedFrame> = {}): ImportedFrame {
  const { width, height, values } = fromPicture(picture, { ...LEGEND, r: CLEAR_RED });
  return { pixels: Uint32Array.from(values), width, height, x: 0, y: 0, duration: 100, ...change };
}

function pictures(sprite: Sprite): readonly string[] {
  return sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LEGEND));
}

function celsOf(sprite: Sprite) {
  const [layer] = sprite.layers;
  return layer?.kind === 'image' ? [...layer.cels.values()] : [];
}

test('frames keep their places, their times and their colours', () => {
  const frames = [frame('R.', { duration: 40 }), frame('G', { x: 1, y: 1, duration: 70_000 })];
  const sprite = spriteOfFrames({ width: 2, height: 2, frames });
  expect(pictures(sprite)).toEqual(['R.\n..', '..\n.G']);
  expect(sprite.frames.map(({ duration }) => duration)).toEqual([40, 65535]);
  expect(sprite.palette.colors).toEqual([0, RED, GREEN]);
  expect(sprite.nextId).toBeGreaterThan(Math.max(...sprite.frames.map(({ id }) => id)));
});

test('the same picture again is a linked cel; an empty one is none', () => {
  const frames = [frame('RG'), frame('RG'), frame('..'), frame('RG')];
  const cels = celsOf(spriteOfFrames({ width: 2, height: 1, frames }));
  expect(cels).toHaveLength(3);
  expect(cels[1]?.content).toBe(cels[0]?.content);
  expect(cels[2]?.content).not.toBe(cels[0]?.content);
});

test('with a palette the sprite is indexed; a palette without transparency gets an entry for it', () => {
  const sprite = spriteOfFrames({ width: 3, height: 1, frames: [frame('RG.')], palette: [GREEN, 0, RED] });
  expect([sprite.colorMode, sprite.transparentIndex]).toEqual(['indexed', 1]);
  expect(pictures(sprite)).toEqual(['RG.']);
  const opaque = spriteOfFrames({ width: 2, height: 1, frames: [frame('RG')], palette: [GREEN, RED] });
  expect([opaque.palette.colors, opaque.transparentIndex]).toEqual([[GREEN, RED, 0], 2]);
  expect(pictures(opaque)).toEqual(['RG']);
});

test('a full palette without transparency, or too many colours, leave the sprite in RGB', () => {
  const many = Uint32Array.from({ length: 256 }, (_, i) => (0xff000000 | i) >>> 0);
  const [width, height] = [256, 1];
  const full = frame('R', { pixels: many, width, height });
  expect(spriteOfFrames({ width, height, frames: [full], palette: [...many] }).colorMode).toBe('rgba');
  expect(spriteOfFrames({ width, height, frames: [full] }).palette.colors).not.toContain(many[77]);
});

test('colours that cannot be seen are dropped', () => {
  const [cel] = celsOf(spriteOfFrames({ width: 2, height: 1, frames: [frame('rR')] }));
  expect(cel?.content.kind === 'image' && cel.content.bounds).toEqual({ x: 1, y: 0, width: 1, height: 1 });
});

test('a sheet comes apart into frames and tags', () => {
  const sheet = frame('R..G\n.BB.');
  const cell = { width: 2, height: 2, x: 0, y: 0, duration: 50 };
  const cells = [
    { ...cell, area: { x: 0, y: 0, width: 2, height: 2 } },
    { ...cell, area: { x: 3, y: 0, width: 1, height: 1 }, x: 1, y: 1 },
  ];
  const tag = { name: 'go', from: 0, to: 1, direction: 'reverse', repeat: 0, color: RED } as const;
  const sprite = spriteOfSheet(sheet, { cells, tags: [tag] });
  expect(pictures(sprite)).toEqual(['R.\n.B', '..\n.G']);
  expect(sprite.tags).toMatchObject([{ name: 'go', from: sprite.frames[0]?.id, to: sprite.frames[1]?.id }]);
});
