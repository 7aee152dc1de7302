import type { DecodedImage } from '../../shared/ipc.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import type { Sprite } from '../../shared/sprite/sprite.ts';

/** Longest side of a recent file's picture. */
const SIDE = 128;

/** The first frame, small: enlarged by a whole number, or thinned out where it is too large. */
export function thumbnailOf(sprite: Sprite): DecodedImage {
  const pixels = compositeFrame(sprite, 0);
  const longest = Math.max(sprite.width, sprite.height);
  const scale = longest <= SIDE ? Math.floor(SIDE / longest) : SIDE / longest;
  const width = Math.max(1, Math.round(sprite.width * scale));
  const height = Math.max(1, Math.round(sprite.height * scale));
  const out = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * sprite.height) / height) * sprite.width;
    for (let x = 0; x < width; x++)
      out[y * width + x] = pixels[row + Math.floor(((x + 0.5) * sprite.width) / width)] ?? 0;
  }
  return { width, height, pixels: new Uint8Array(out.buffer) };
}
