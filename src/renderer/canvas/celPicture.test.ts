import { expect, test } from 'vitest';
import { newCel } from '../../shared/sprite/cels.ts';
import { rgba } from '../../shared/sprite/color.ts';
import { idsOf } from '../../shared/sprite/ids.ts';
import { newImageLayer, newSprite } from '../../shared/sprite/newSprite.ts';
import { paletteOf } from '../../shared/sprite/palette.ts';
import { fromPicture, toPicture } from '../../shared/sprite/picture.ts';
import { getPixel, pixelArray, rasterFrom } from '../../shared/sprite/raster.ts';
import type { Cel, ColorMode, ImageLayer, Sprite } from '../../shared/sprite/sprite.ts';
import { celPicture } from './celPicture.ts';

const RED = rgba(255, 0, 0);
const BLUE = rgba(0, 0, 255);
const LEGEND = { r: RED, b: BLUE };

/** A sprite and one cel of it that shows a picture at (x, y). */
function celWith(
  canvas: { width: number; height: number; colorMode?: ColorMode },
  picture: string,
  { x = 0, y = 0, legend = LEGEND }: { x?: number; y?: number; legend?: Readonly<Record<string, number>> } = {},
): { sprite: Sprite; layer: ImageLayer; cel: Cel } {
  const sprite = { ...newSprite(canvas), palette: paletteOf([RED, BLUE]) };
  const ids = idsOf(sprite);
  const { width, height, values } = fromPicture(picture, legend);
  const pixels = pixelArray(sprite.colorMode, values.length);
  pixels.set(values);
  const bounds = { x: 0, y: 0, width, height };
  const raster = rasterFrom(sprite.colorMode, pixels, width, height);
  const layer = newImageLayer(ids.next('layer'), 'Layer');
  return { sprite, layer, cel: newCel({ kind: 'image', id: ids.next('content'), raster, bounds }, x, y) };
}

function shown({ sprite, layer, cel }: ReturnType<typeof celWith>, most: number): string {
  const picture = celPicture(sprite, 0, layer, cel, most);
  if (picture === null) throw new Error('There is no picture.');
  return toPicture(picture.pixels, picture.width, LEGEND);
}

test('a small canvas is enlarged by a whole number, the cel where it lies', () => {
  expect(shown(celWith({ width: 3, height: 2 }, 'rb', { x: 1, y: 1 }), 7)).toBe(
    ['......', '......', '..rrbb', '..rrbb'].join('\n'),
  );
});

test('what lies outside the canvas is cut off', () => {
  expect(shown(celWith({ width: 2, height: 2 }, 'rb\nrb', { x: 1, y: -1 }), 2)).toBe('.r\n..');
});

test('a large canvas is averaged down, colours as heavy as they are opaque', () => {
  const picture = celPicture(...argumentsOf(celWith({ width: 4, height: 4 }, 'rr..\nrr..\nr...\n....')), 2);
  expect([...(picture?.pixels ?? [])]).toEqual([RED, 0, rgba(255, 0, 0, 64), 0]);
});

test('the longest side decides, however large the canvas', () => {
  const { sprite, layer, cel } = celWith({ width: 8192, height: 512 }, 'r');
  const picture = celPicture(sprite, 0, layer, cel, 32);
  expect([picture?.width, picture?.height, picture?.pixels.length]).toEqual([32, 2, 64]);
});

test('indexed pixels go through the palette, the transparent entry is clear but not on a background', () => {
  const indexed = celWith({ width: 2, height: 1, colorMode: 'indexed' }, '01', { legend: {} });
  expect(shown(indexed, 2)).toBe('.b');
  const background = celWith({ width: 2, height: 1, colorMode: 'indexed' }, '01', { legend: {} });
  expect(shown({ ...background, layer: { ...background.layer, background: true } }, 2)).toBe('rb');
});

test('a picture is made once for a content, and anew when it would look different', () => {
  const { sprite, layer, cel } = celWith({ width: 2, height: 1, colorMode: 'indexed' }, '11', { legend: {} });
  const first = celPicture(sprite, 0, layer, cel, 2);
  expect(celPicture({ ...sprite, layers: [] }, 0, layer, { ...cel, opacity: 3 }, 2)).toBe(first);
  expect(celPicture(sprite, 0, layer, { ...cel, x: 1 }, 2)).not.toBe(first);
  const recolored = celPicture({ ...sprite, palette: paletteOf([BLUE, RED]) }, 0, layer, cel, 2);
  expect(toPicture(recolored?.pixels ?? new Uint32Array(), 2, LEGEND)).toBe('rr');
});

test('the picture of a pixel is that pixel', () => {
  const { sprite, layer, cel } = celWith({ width: 3, height: 3 }, 'r.b\n.r.\nb.r');
  const picture = celPicture(sprite, 0, layer, cel, 3);
  const raster = cel.content.kind === 'image' ? cel.content.raster : undefined;
  for (let i = 0; i < 9; i++) {
    expect(picture?.pixels[i]).toBe(raster && getPixel(raster, i % 3, Math.floor(i / 3)));
  }
});

function argumentsOf({ sprite, layer, cel }: ReturnType<typeof celWith>): [Sprite, number, ImageLayer, Cel] {
  return [sprite, 0, layer, cel];
}
