import type { Cells } from './cells.ts';
import type { Stance } from './stance.ts';

/** A whole scene follows a motion only so far, as a share of what a figure would. */
const GENTLE = 0.4;

/** Bends a picture that has no backdrop to move before, by whole rows; its edges are drawn out over what is laid bare. */
export function swayScene({ width, height, pixels }: Cells, { rise, shift, stretch, lean, turn }: Stance): Cells {
  const moved = new Uint32Array(width * height);
  const swing = lean + 0.12 * Math.sin(turn);
  const tall = 1 + GENTLE * (stretch - 1);
  const up = Math.round(GENTLE * rise * height);
  for (let y = 0; y < height; y++) {
    const above = (height - y - 0.5 - up) / tall;
    const row = width * Math.max(0, Math.min(height - 1, Math.floor(height - above)));
    const offset = Math.round(GENTLE * (shift + (swing * (height - y)) / height) * height);
    for (let x = 0; x < width; x++) {
      moved[y * width + x] = pixels[row + Math.max(0, Math.min(width - 1, x - offset))] ?? 0;
    }
  }
  return { width, height, pixels: moved };
}
