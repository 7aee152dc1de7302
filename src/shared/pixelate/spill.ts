import { blue, green, red } from '../sprite/color.ts';

/** For red, green and blue: whether a screen's colour is made of it. */
export type Spill = readonly [boolean, boolean, boolean];

/** The channels of a screen of this RGBA colour. */
export function spillOf(color: number): Spill {
  const channels = [red(color), green(color), blue(color)] as const;
  const middle = (Math.max(...channels) + Math.min(...channels)) / 2;
  const [r, g, b] = channels;
  return [r > middle, g > middle, b > middle];
}
