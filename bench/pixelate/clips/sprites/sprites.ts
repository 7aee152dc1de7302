import { fromHex } from '../../../../src/shared/sprite/color.ts';
import { bird } from './bird.ts';
import { coin } from './coin.ts';
import { flame } from './flame.ts';
import { IndexCanvas, PERIOD } from './indexCanvas.ts';
import { robot } from './robot.ts';
import { slime } from './slime.ts';
import type { TestSprite } from './sprite.ts';
import { walker } from './walker.ts';

export const SPRITES: readonly TestSprite[] = [walker, slime, coin, flame, bird, robot];

/** What a test sprite truly is: SIDE x SIDE palette entries for each of PERIOD frames. */
export interface DrawnSprite {
  /** RGBA; entry 0 is clear. */
  readonly palette: readonly number[];
  readonly frames: readonly Uint8Array[];
}

export function drawSprite(sprite: TestSprite): DrawnSprite {
  const palette = [0, ...sprite.colors.map((hex) => fromHex(hex) ?? 0)];
  const frames = Array.from({ length: PERIOD }, (_, t) => {
    const canvas = new IndexCanvas();
    sprite.draw(canvas, t / PERIOD);
    return canvas.pixels;
  });
  return { palette, frames };
}
