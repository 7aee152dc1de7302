import { rgba } from '../../src/shared/sprite/color.ts';
import type { ClipScene } from './clips/clipScene.ts';
import { backdropColor } from './clips/paintBackdrop.ts';
import { placeOf } from './clips/place.ts';
import { PERIOD, SIDE } from './clips/sprites/indexCanvas.ts';
import { drawSprite } from './clips/sprites/sprites.ts';
import type { Playback } from './metrics/playback.ts';

/** Which pixels and frames of a scene are looked at. */
export interface Window {
  readonly width: number;
  readonly height: number;
  /** Where the sprite's corner stands in it. */
  readonly column: number;
  readonly row: number;
  /** Numbers of the source's frames. */
  readonly frames: readonly number[];
}

/** What a perfect result shows. */
export function truePlayback(scene: ClipScene, window: Window): Playback {
  const { palette, frames } = drawSprite(scene.sprite);
  const { width, height } = window;
  const pictures = window.frames.map((number) => {
    const picture = new Uint32Array(width * height);
    const indices = frames[number % PERIOD];
    eachInside(window, (at, from) => {
      picture[at] = palette[indices?.[from] ?? 0] ?? 0;
    });
    return picture;
  });
  return { width, height, frames: pictures };
}

/** The plain backdrop's colour in the middle of each pixel. */
export function trueBackdrop(scene: ClipScene, window: Window): Uint32Array {
  const place = placeOf(scene);
  const picture = new Uint32Array(window.width * window.height);
  eachInside(window, (at, from) => {
    const [x, y] = [(from % SIDE) + 0.5, Math.floor(from / SIDE) + 0.5];
    const [r, g, b] = backdropColor(scene, place.x + x * scene.cell, place.y + y * scene.cell);
    picture[at] = rgba(Math.round(r), Math.round(g), Math.round(b));
  });
  return picture;
}

function eachInside(window: Window, visit: (at: number, from: number) => void): void {
  for (let y = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++) {
      const [column, row] = [window.column + x, window.row + y];
      if (column < 0 || row < 0 || column >= window.width || row >= window.height) continue;
      visit(row * window.width + column, y * SIDE + x);
    }
  }
}
