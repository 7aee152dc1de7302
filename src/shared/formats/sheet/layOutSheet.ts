import { compositeFrame } from '../../sprite/composite.ts';
import type { Sprite } from '../../sprite/sprite.ts';
import { packSheet } from './packSheet.ts';
import { sheetJson } from './sheetJson.ts';

/** All frames in one picture (RGBA bytes), and Aseprite's JSON about it, which is written when it is asked for. */
export interface SpriteSheet {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
  readonly json: () => string;
}

/** All frames in one picture, in rows that make it about square, with the data that game engines read from Aseprite. */
export function layOutSheet(sprite: Sprite, imageName: string, version: string): SpriteSheet {
  const { width, height } = sprite;
  const frames = sprite.frames.map((_, index) => ({ width, height, pixels: compositeFrame(sprite, index) }));
  const columns = Math.max(1, Math.round(Math.sqrt((frames.length * height) / width)));
  const packed = packSheet(frames, { layout: 'rows', columns });
  const title = imageName.replace(/\.[^.]*$/, '');
  const named = packed.placements.map((placement, index) => ({
    filename: `${title} ${index}.aseprite`,
    placement,
    duration: sprite.frames[index]?.duration ?? 0,
  }));
  const json = (): string =>
    sheetJson({
      format: 'hash',
      frames: named,
      width: packed.width,
      height: packed.height,
      version,
      image: imageName,
      tags: [sprite],
      layers: [sprite],
      slices: [sprite],
    });
  return { width: packed.width, height: packed.height, pixels: new Uint8Array(packed.pixels.buffer), json };
}
