import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { compositeFrame } from '../sprite/composite.ts';
import { fromPicture, toPicture } from '../sprite/picture.ts';
import { readPixels } from '../sprite/raster.ts';
import type { Sprite } from '../sprite/sprite.ts';
import { type ImportedFrame, spriteOfFrames } from './spriteOfFrames.ts';

const [RED, GREEN] = [rgba(255, 0, 0), rgba(0, 255, 0)];
const LEGEND = { R: RED, G: GREEN };
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

test('with a palette the sprite is indexed; a palette without transparency gets an entry for it where it is needed', () => {
  const sprite = spriteOfFrames({ width: 3, height: 1, frames: [frame('RG.')], palette: [GREEN, 0, RED] });
  expect([sprite.colorMode, sprite.transparentIndex]).toEqual(['indexed', 1]);
  expect(pictures(sprite)).toEqual(['RG.']);
  const opaque = spriteOfFrames({ width: 3, height: 1, frames: [frame('RG')], palette: [GREEN, RED] });
  expect([opaque.palette.colors, opaque.transparentIndex]).toEqual([[GREEN, RED, 0], 2]);
  expect(pictures(opaque)).toEqual(['RG.']);
});

test('opaque pictures that fill the canvas are a background, with the palette as it was', () => {
  const sprite = spriteOfFrames({ width: 2, height: 1, frames: [frame('RG')], palette: [GREEN, RED] });
  expect(sprite.layers).toMatchObject([{ name: 'Background', background: true }]);
  expect(sprite.palette.colors).toEqual([GREEN, RED]);
  expect(pictures(sprite)).toEqual(['RG']);
});

test('entries of the same colour stay apart', () => {
  const entries = Uint8Array.of(2, 0, 1);
  const palette = [RED, 0, RED];
  const sprite = spriteOfFrames({ width: 3, height: 1, frames: [frame('RR.', { entries })], palette });
  const content = celsOf(sprite)[0]?.content;
  expect(content?.kind === 'image' && readPixels(content.raster, { x: 0, y: 0, width: 3, height: 1 })).toEqual(entries);
  expect(pictures(sprite)).toEqual(['RR.']);
});

test('a full palette without transparency where that is needed, or too many colours, leave the sprite in RGB', () => {
  const many = Uint32Array.from({ length: 256 }, (_, i) => (0xff000000 | i) >>> 0);
  const full = frame('R', { pixels: many, width: 256, height: 1 });
  expect(spriteOfFrames({ width: 256, height: 2, frames: [full], palette: [...many] }).colorMode).toBe('rgba');
  expect(spriteOfFrames({ width: 256, height: 1, frames: [full], palette: [...many] }).colorMode).toBe('indexed');
  expect(spriteOfFrames({ width: 256, height: 1, frames: [full] }).palette.colors).not.toContain(many[77]);
});

test('colours that cannot be seen are dropped', () => {
  const [cel] = celsOf(spriteOfFrames({ width: 2, height: 1, frames: [frame('rR')] }));
  expect(cel?.content.kind === 'image' && cel.content.bounds).toEqual({ x: 1, y: 0, width: 1, height: 1 });
});

test('shades of gray make a grayscale sprite', () => {
  const gray = rgba(90, 90, 90, 40);
  const grays = frame('RG', { pixels: Uint32Array.of(rgba(7, 7, 7), gray) });
  const sprite = spriteOfFrames({ width: 2, height: 1, frames: [grays], gray: true });
  expect([sprite.colorMode, ...compositeFrame(sprite, 0)]).toEqual(['grayscale', rgba(7, 7, 7), gray]);
});
