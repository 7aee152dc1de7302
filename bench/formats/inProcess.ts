import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { encodeGif } from '../../src/shared/formats/gif/encodeGif.ts';
import { encodePng } from '../../src/shared/formats/png/encodePng.ts';
import { packSheet } from '../../src/shared/formats/sheet/packSheet.ts';
import { sheetJson } from '../../src/shared/formats/sheet/sheetJson.ts';
import { compositeFrame } from '../../src/shared/sprite/composite.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';

/** The sprite's bytes as a sprite. */
export function open(bytes: Uint8Array): Sprite {
  return decodeAseprite(bytes, nodeZlib);
}

export function save(sprite: Sprite): Uint8Array {
  return encodeAseprite(sprite, nodeZlib);
}

/** From layers to the bytes of a GIF. */
export function gif(sprite: Sprite): Uint8Array {
  const { width, height } = sprite;
  const frames = sprite.frames.map(({ duration }, frame) => ({ pixels: compositeFrame(sprite, frame), duration }));
  return encodeGif({ width, height, frames, loop: 0 });
}

/** From layers to the bytes of a PNG with that many frames in rows of ten, and its JSON. */
export function sheet(sprite: Sprite, count: number): { readonly png: Uint8Array; readonly json: string } {
  const { width, height } = sprite;
  const pictures = sprite.frames.slice(0, count).map((_, frame) => ({
    width,
    height,
    pixels: compositeFrame(sprite, frame),
  }));
  const packed = packSheet(pictures, { layout: 'rows', columns: 10 });
  const png = encodePng({ ...packed, colorMode: 'rgba' }, nodeZlib);
  const frames = packed.placements.map((placement, frame) => ({
    filename: `figure ${frame}.aseprite`,
    placement,
    duration: sprite.frames[frame]?.duration ?? 100,
  }));
  const json = sheetJson({ format: 'hash', frames, width: packed.width, height: packed.height, version: '1' });
  return { png, json };
}
