import { blackSlack, type ClassLimits, DARKEST, OFF, SOFT, SUBJECT, SURE } from './classAt.ts';
import type { Box } from './rawVideo.ts';

/** Instead of a class: where the colour is seen decides. */
export const MIXED = 4;
/** More than what rounding does to a square of a distance. */
const SLACK = 1e-9;

/**
 * What colours (OKLab) are wherever in an area of the field they are seen; MIXED where `classAt` may say different
 * things. By interval arithmetic, so that MIXED is told too often rather than too seldom.
 */
export function classWithin(
  field: Float32Array,
  width: number,
  area: Box,
  { sure, soft, removesShadow }: ClassLimits,
): (l: number, a: number, b: number) => number {
  const [lowL, highL, lowA, highA, lowB, highB] = rangesOf(field, width, area);
  const [leastSlack, mostSlack] = [blackSlack(highL), blackSlack(lowL)];
  const surely = (sure + leastSlack) ** 2 - SLACK;
  const perhaps = (sure + mostSlack) ** 2 + SLACK;
  const surelySoft = (soft + leastSlack) ** 2 - SLACK;
  const perhapsSoft = (soft + mostSlack) ** 2 + SLACK;
  const leastPower = leastSquare(0, lowL, highL) + leastSquare(0, lowA, highA) + leastSquare(0, lowB, highB);
  const mostPower = mostSquare(0, lowL, highL) + mostSquare(0, lowA, highA) + mostSquare(0, lowB, highB);

  function shadow(l: number, a: number, b: number): number {
    if (leastPower <= SLACK) return MIXED;
    const least = Math.min(l * lowL, l * highL) + Math.min(a * lowA, a * highA) + Math.min(b * lowB, b * highB);
    const most = Math.max(l * lowL, l * highL) + Math.max(a * lowA, a * highA) + Math.max(b * lowB, b * highB);
    const darkest = least / (least < 0 ? leastPower : mostPower);
    const lightest = most / (most < 0 ? mostPower : leastPower);
    if (lightest < DARKEST - SLACK || darkest > 1 + SLACK) return SUBJECT;
    const [from, to] = [Math.max(DARKEST, darkest), Math.min(1, lightest)];
    const [fromL, toL] = [Math.min(from * lowL, to * lowL), Math.max(from * highL, to * highL)];
    const [fromA, toA] = [Math.min(from * lowA, to * lowA), Math.max(from * highA, to * highA)];
    const [fromB, toB] = [Math.min(from * lowB, to * lowB), Math.max(from * highB, to * highB)];
    const near = leastSquare(l, fromL, toL) + leastSquare(a, fromA, toA) + leastSquare(b, fromB, toB);
    if (near > OFF ** 2 + SLACK) return SUBJECT;
    const far = mostSquare(l, fromL, toL) + mostSquare(a, fromA, toA) + mostSquare(b, fromB, toB);
    const isShade = darkest > DARKEST + SLACK && lightest < 1 - SLACK;
    return isShade && far < OFF ** 2 - SLACK ? SOFT : MIXED;
  }

  return (l, a, b) => {
    const far = mostSquare(l, lowL, highL) + mostSquare(a, lowA, highA) + mostSquare(b, lowB, highB);
    if (far < surely) return SURE;
    const near = leastSquare(l, lowL, highL) + leastSquare(a, lowA, highA) + leastSquare(b, lowB, highB);
    if (near < perhaps) return MIXED;
    if (far < surelySoft) return SOFT;
    if (near < perhapsSoft) return MIXED;
    return removesShadow ? shadow(l, a, b) : SUBJECT;
  };
}

/** The least and the most squared step from a value to any in a range. */
function leastSquare(value: number, low: number, high: number): number {
  const step = value < low ? low - value : value > high ? value - high : 0;
  return step * step;
}

function mostSquare(value: number, low: number, high: number): number {
  const step = value - low > high - value ? value - low : high - value;
  return step * step;
}

/** From and to where lightness, a and b go. */
function rangesOf(
  field: Float32Array,
  width: number,
  area: Box,
): readonly [number, number, number, number, number, number] {
  let [lowL, lowA, lowB] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  let [highL, highA, highB] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let y = area.top; y < area.bottom; y++) {
    for (let i = 3 * (y * width + area.left); i < 3 * (y * width + area.right); i += 3) {
      const l = field[i] ?? 0;
      const a = field[i + 1] ?? 0;
      const b = field[i + 2] ?? 0;
      if (l < lowL) lowL = l;
      if (l > highL) highL = l;
      if (a < lowA) lowA = a;
      if (a > highA) highA = a;
      if (b < lowB) lowB = b;
      if (b > highB) highB = b;
    }
  }
  return [lowL, highL, lowA, highA, lowB, highB];
}
