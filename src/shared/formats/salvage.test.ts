import { expect, test } from 'vitest';
import { nodeZlib } from '../../main/files/nodeZlib.ts';
import { rgba } from '../sprite/color.ts';
import { compositeFrame } from '../sprite/composite.ts';
import { fromPicture, toPicture } from '../sprite/picture.ts';
import type { Animation } from './animation.ts';
import { encodeGif } from './gif/encodeGif.ts';
import { encodeApng } from './png/encodeApng.ts';
import { encodePng } from './png/encodePng.ts';
import { salvage } from './salvage.ts';

const LEGEND = { R: rgba(255, 0, 0), G: rgba(0, 255, 0), B: rgba(0, 0, 255) };
const PICTURES = ['R.\n..', '.G\n..', '..\nB.'];
const frames = PICTURES.map((picture) => ({
  pixels: Uint32Array.from(fromPicture(picture, LEGEND).values),
  duration: 80,
}));
const animation: Animation = { width: 2, height: 2, frames, loop: 0 };

const FILES = { GIF: encodeGif(animation), 'animated PNG': encodeApng(animation, nodeZlib) };

/** What is saved of the first `length` bytes; null when nothing is. */
function saved(bytes: Uint8Array, length: number) {
  try {
    const { sprite, ...rest } = salvage(bytes.slice(0, length), nodeZlib);
    const pictures = sprite.frames.map((_, i) => toPicture(compositeFrame(sprite, i), sprite.width, LEGEND));
    return { pictures, ...rest };
  } catch (error) {
    expect(error).toMatchObject({ name: 'FormatError' });
    return null;
  }
}

test.each(Object.entries(FILES))('a %s that ends early gives its frames up to there', (_, bytes) => {
  const counts = new Set<number>();
  for (let length = 0; length < bytes.length; length++) {
    const what = saved(bytes, length);
    counts.add(what?.pictures.length ?? 0);
    if (what) expect(what.pictures).toEqual(PICTURES.slice(0, what.pictures.length));
  }
  expect([...counts]).toEqual([0, 1, 2, 3]);
});

test('what is known of the damage is told', () => {
  const { GIF: gif, 'animated PNG': apng } = FILES;
  expect(saved(gif, gif.length - 1)).toMatchObject({ frameCount: null, code: 'truncated', offset: gif.length - 1 });
  expect(saved(apng, apng.length - 20)).toMatchObject({ frameCount: 3, code: 'truncated' });
});

test('a still picture is read whole or not at all, and a whole file is no damaged one', () => {
  const still = encodePng({ width: 2, height: 2, colorMode: 'rgba', pixels: new Uint32Array(4) }, nodeZlib);
  expect(saved(still, still.length - 6)).toBeNull();
  expect(saved(FILES.GIF, FILES.GIF.length)).toBeNull();
});
