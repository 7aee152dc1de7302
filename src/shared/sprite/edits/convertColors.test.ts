import { expect, test } from 'vitest';
import { rgba } from '../color.ts';
import { compositeFrame } from '../composite.ts';
import { bayerMatrix } from '../dither.ts';
import { newSprite } from '../newSprite.ts';
import { paletteOf } from '../palette.ts';
import { toPicture } from '../picture.ts';
import { rasterFrom } from '../raster.ts';
import type { Sprite } from '../sprite.ts';
import { convertColors } from './convertColors.ts';
import { addEmptyFrame, linkCel } from './frameEdits.ts';
import { setSurface } from './paintEdits.ts';

const [BLACK, WHITE, GREY] = [rgba(0, 0, 0), rgba(255, 255, 255), rgba(128, 128, 128)];
const palette = paletteOf([0, BLACK, WHITE]);

/** Two linked frames, grey from column 1 on. */
function grey(): Sprite {
  const sprite = addEmptyFrame(1)(newSprite({ width: 5, height: 2, palette }));
  const [[first, second], layer] = [sprite.frames, sprite.layers[0]];
  if (first === undefined || second === undefined || layer === undefined) throw new Error('nothing to draw on');
  const pixels = Uint32Array.from({ length: 10 }, (_, i) => (i % 5 === 0 ? 0 : GREY));
  const painted = setSurface({ layer: layer.id, frame: first.id }, rasterFrom('rgba', pixels, 5, 2))(sprite);
  return linkCel(layer.id, first.id, second.id)(painted);
}

function seen(sprite: Sprite, frame = 0): string {
  return toPicture(compositeFrame(sprite, frame), sprite.width, { '#': BLACK, o: WHITE, g: GREY });
}

test('to indexed the palette stays, and links stay links', () => {
  const indexed = convertColors('indexed', { algorithm: 'ordered', matrix: bayerMatrix(2) })(grey());
  expect([indexed.colorMode, indexed.transparentIndex, indexed.palette]).toEqual(['indexed', 0, palette]);
  expect(seen(indexed)).toBe('.o#o#\n.#o#o');
  expect(seen(indexed, 1)).toBe(seen(indexed));
  const cels = indexed.layers[0]?.kind === 'image' ? [...indexed.layers[0].cels.values()] : [];
  expect(cels[0]?.content).toBe(cels[1]?.content);
});

test('without dithering, and to other modes, pixels are converted one by one', () => {
  expect(seen(convertColors('indexed')(grey()))).toBe('.oooo\n.oooo');
  expect(seen(convertColors('grayscale')(grey()))).toBe('.gggg\n.gggg');
  const sprite = grey();
  expect(convertColors('rgba')(sprite)).toBe(sprite);
});

test('a grey sprite is dithered as its colours are', () => {
  const diffused = convertColors('indexed', { algorithm: 'error-diffusion' })(convertColors('grayscale')(grey()));
  expect(seen(diffused)).toBe(seen(convertColors('indexed', { algorithm: 'error-diffusion' })(grey())));
  expect(new Set(seen(diffused).replace(/\s/g, ''))).toEqual(new Set('.#o'));
});

test('the tiles of tilesets are converted with the rest', () => {
  const plain = grey();
  const tileset = {
    id: 50 as never,
    index: 0,
    name: '',
    tileWidth: 2,
    tileHeight: 1,
    count: 1,
    pixels: Uint32Array.of(0, WHITE),
    baseIndex: 1,
    emptyTileIsZero: true,
    matchFlags: 0,
    userData: { properties: new Map() },
    tileUserData: new Map(),
    unknown: [],
  };
  const converted = convertColors('indexed')({ ...plain, tilesets: [tileset] });
  expect(converted.tilesets[0]?.pixels).toEqual(Uint8Array.of(0, 2));
});

test.each(['none', 'ordered', 'error-diffusion'] as const)(
  'to indexed no pixel takes an entry that it cannot name (%s)',
  (algorithm) => {
    const many = Array.from({ length: 256 }, () => BLACK);
    const sprite = { ...grey(), palette: paletteOf([...many.with(9, WHITE), GREY, 0]) };
    const dithering = algorithm === 'ordered' ? { algorithm, matrix: bayerMatrix(2) } : ({ algorithm } as const);
    const indexed = convertColors('indexed', dithering)(sprite);
    expect([indexed.transparentIndex, indexed.palette.colors.length]).toEqual([0, 258]);
    expect(seen(indexed)).toMatch(/^[.][#o]{4}\n[.][#o]{4}$/);
  },
);
