import { alpha, blue, green, red, rgba } from '../color.ts';
import { multiplyBytes } from './multiplyBytes.ts';

/** From one colour to another by `weight` of 255, alpha included; a wholly transparent one lends no colour. */
export function mergeColors(from: number, to: number, weight: number): number {
  const opacity = alpha(from) + multiplyBytes(alpha(to) - alpha(from), weight);
  if (opacity === 0) return 0;
  if (alpha(from) === 0) return ((to & 0xffffff) | (opacity << 24)) >>> 0;
  if (alpha(to) === 0) return ((from & 0xffffff) | (opacity << 24)) >>> 0;
  return rgba(
    red(from) + multiplyBytes(red(to) - red(from), weight),
    green(from) + multiplyBytes(green(to) - green(from), weight),
    blue(from) + multiplyBytes(blue(to) - blue(from), weight),
    opacity,
  );
}
