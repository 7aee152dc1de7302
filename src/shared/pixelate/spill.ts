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

/** Takes the screen's light out of a colour (red, green, blue): as much as its channels outshine the others. */
export function removeSpill(light: [number, number, number], spill: Spill): void {
  const [r, g, b] = light;
  const least = Math.min(spill[0] ? r : Infinity, spill[1] ? g : Infinity, spill[2] ? b : Infinity);
  const most = Math.max(spill[0] ? 0 : r, spill[1] ? 0 : g, spill[2] ? 0 : b);
  const excess = least - most;
  if (excess <= 0) return;
  if (spill[0]) light[0] = r - excess;
  if (spill[1]) light[1] = g - excess;
  if (spill[2]) light[2] = b - excess;
}
