import type { Cells } from './cells.ts';

/** Where a cut out figure is, in its own pixels; right and bottom are outside. */
export interface Body {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** The column between its two feet; null where it has no two. */
  readonly stride: number | null;
}

/** The lowest part of a figure, as a share of its height, in which feet are looked for. */
const FEET = 0.12;

/** Undefined where the picture is empty. */
export function bodyOf({ width, height, pixels }: Cells): Body | undefined {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (pixels[at] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = y + 1;
    }
  }
  if (right === 0) return undefined;
  const box = { left, top, right, bottom };
  return { ...box, stride: strideOf({ width, height, pixels }, box) };
}

/** The middle of the widest gap between what stands on the ground, if there is one in the figure's middle half. */
function strideOf({ width, pixels }: Cells, { left, top, right, bottom }: Omit<Body, 'stride'>): number | null {
  const from = bottom - Math.max(1, Math.round(FEET * (bottom - top)));
  const isFilled = (x: number): boolean => {
    for (let y = from; y < bottom; y++) if (pixels[y * width + x] !== 0) return true;
    return false;
  };
  let best = { middle: 0, wide: 0 };
  for (let x = left, start = -1; x < right; x++) {
    if (!isFilled(x)) continue;
    if (start >= 0 && x - start > best.wide) best = { middle: (x + start) / 2, wide: x - start };
    start = x + 1;
  }
  const quarter = (right - left) / 4;
  return best.wide > 0 && Math.abs(best.middle - (left + right) / 2) < quarter ? Math.round(best.middle) : null;
}
