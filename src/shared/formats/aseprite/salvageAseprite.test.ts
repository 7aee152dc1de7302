import { deflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { nodeZlib } from '../../../main/files/nodeZlib.ts';
import { compositeFrame } from '../../sprite/composite.ts';
import { addEmptyFrame } from '../../sprite/edits/frameEdits.ts';
import { setSurface } from '../../sprite/edits/paintEdits.ts';
import { newSprite } from '../../sprite/newSprite.ts';
import { fromPicture, toPicture } from '../../sprite/picture.ts';
import { rasterFrom } from '../../sprite/raster.ts';
import type { Sprite } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { encodeAseprite } from './encodeAseprite.ts';
import type { FrameWriter } from './frameChunks.ts';
import { celChunk, handmadeFile, layerChunk } from './handmadeFile.ts';
import { salvageAseprite } from './salvageAseprite.ts';

const RED = 0xff0000ff;

/** A sprite of one layer whose frames look like these. */
function spriteOf(...pictures: readonly string[]): Sprite {
  const start = newSprite({ width: 3, height: 2 });
  const frames = pictures.slice(1).reduce((sprite, _, i) => addEmptyFrame(i + 1)(sprite), start);
  return pictures.reduce((sprite, rows, i) => {
    const { width, height, values } = fromPicture(rows, { R: RED });
    const [layer, frame] = [sprite.layers[0], sprite.frames[i]];
    if (!layer || !frame) throw new Error('The sprite has a layer and these frames.');
    const raster = rasterFrom('rgba', Uint32Array.from(values), width, height);
    return setSurface({ layer: layer.id, frame: frame.id }, raster)(sprite);
  }, frames);
}

function picturesOf(sprite: Sprite): readonly string[] {
  return sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, { R: RED }));
}

const PICTURES = ['R..\n...', '.R.\n...', '..R\n...'];
const whole = encodeAseprite(spriteOf(...PICTURES), nodeZlib);

test('of a file whose end is missing, the frames before it are there', () => {
  const { sprite, frameCount, lastIncomplete, offset, code } = salvageAseprite(whole.subarray(0, -10), nodeZlib);
  expect(picturesOf(sprite)).toEqual(PICTURES.slice(0, 2));
  expect({ frameCount, lastIncomplete }).toEqual({ frameCount: 3, lastIncomplete: false });
  expect(offset).toBeGreaterThan(128);
  expect(code).toBe('truncated');
});

test('a file cut in its first picture holds nothing to offer', () => {
  const start = whole.subarray(0, 200);
  expect(() => salvageAseprite(start, nodeZlib)).toThrow(FormatError);
});

test('a damaged file takes no more memory than a whole one of its size may', () => {
  const wide = deflateSync(new Uint8Array(65_535 * 4).fill(1));
  const cel = (chunks: FrameWriter) =>
    celChunk(chunks, 2, (out) => {
      out.u16(65_535);
      out.u16(1);
      out.bytes(wide);
    });
  const withLayer = (chunks: FrameWriter) => {
    layerChunk(chunks, 'Cat');
    cel(chunks);
  };
  const cut = handmadeFile('rgba', withLayer, cel, cel, cel).subarray(0, -1);
  const { sprite, frameCount, code } = salvageAseprite(cut, nodeZlib);
  expect([sprite.frames.length < 3, frameCount]).toEqual([true, 4]);
  expect(code).toBe('too_large');
});

test('a whole file is not for salvage, nor is one of another kind', () => {
  expect(() => salvageAseprite(whole, nodeZlib)).toThrow(FormatError);
  expect(() => salvageAseprite(new TextEncoder().encode('GIF89a, and so on'.repeat(20)), nodeZlib)).toThrow(
    FormatError,
  );
});
