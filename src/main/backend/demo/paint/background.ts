import { chance } from '../random.ts';
import type { Rgb } from './material.ts';

export type BackgroundName = 'green' | 'blue' | 'magenta' | 'grey' | 'white' | 'black';

/** Key colours as generators return them: near the pure colour, never quite. */
export const BACKGROUNDS: Readonly<Record<BackgroundName, Rgb>> = {
  green: [38, 171, 64],
  blue: [44, 84, 204],
  magenta: [206, 62, 176],
  grey: [136, 139, 145],
  white: [240, 240, 243],
  black: [20, 20, 24],
};

/**
 * A key colour with the faults of a generated one: lighter in the middle, darker at the corners, slow blotches. Three
 * values a pixel, row by row.
 */
export function paintBackground(width: number, height: number, key: Rgb, seed: number): Float32Array {
  const colors = new Float32Array(width * height * 3);
  const [a, b, c] = [chance(seed, 1) * 6.3, chance(seed, 2) * 6.3, chance(seed, 3) * 6.3];
  for (let y = 0, at = 0; y < height; y++) {
    const v = (y / height) * 2 - 1;
    for (let x = 0; x < width; x++) {
      const u = (x / width) * 2 - 1;
      const blotch = Math.sin(u * 2.1 + v * 1.3 + a) + Math.sin(v * 2.7 - u * 0.9 + b);
      const bright = 1.025 - 0.045 * (u * u + v * v) + 0.006 * blotch;
      const warm = 1.2 * Math.sin(u * 1.7 + v * 1.9 + c);
      colors[at++] = key[0] * bright + warm;
      colors[at++] = key[1] * bright;
      colors[at++] = key[2] * bright - warm;
    }
  }
  return colors;
}
