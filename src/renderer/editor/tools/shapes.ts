import type { Point } from '../../../shared/sprite/rect.ts';

/** Every pixel that a drawn shape covers; the same one may be visited more than once. */
export type Visit = (x: number, y: number) => void;

/** The pixels from a to b, both included, by Bresenham's method: one in each step of the longer side. */
export function linePixels(a: Point, b: Point, visit: Visit): void {
  const dx = Math.abs(b.x - a.x);
  const dy = -Math.abs(b.y - a.y);
  const stepX = a.x < b.x ? 1 : -1;
  const stepY = a.y < b.y ? 1 : -1;
  let { x, y } = a;
  let error = dx + dy;
  for (;;) {
    visit(x, y);
    if (x === b.x && y === b.y) return;
    const doubled = 2 * error;
    if (doubled >= dy) {
      error += dy;
      x += stepX;
    }
    if (doubled <= dx) {
      error += dx;
      y += stepY;
    }
  }
}

/** The end of a line that keeps to steps of 1:0, 2:1, 1:1, 1:2 and 0:1, as pixel artists draw them. */
export function snapAngle(from: Point, to: Point): Point {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const [wide, high] = [Math.abs(dx), Math.abs(dy)];
  const [signX, signY] = [Math.sign(dx), Math.sign(dy)];
  if (wide > high * 4) return { x: to.x, y: from.y };
  if (high > wide * 4) return { x: from.x, y: to.y };
  if (wide > high * 1.5) return { x: to.x, y: from.y + signY * Math.floor((wide + 1) / 2 - 0.5) };
  if (high > wide * 1.5) return { x: from.x + signX * Math.floor((high + 1) / 2 - 0.5), y: to.y };
  const side = Math.max(wide, high);
  return { x: from.x + signX * side, y: from.y + signY * side };
}

/** The corner of a square (a = the fixed corner) that follows the pointer. */
export function squareCorner(a: Point, b: Point): Point {
  const side = Math.max(Math.abs(b.x - a.x), Math.abs(b.y - a.y));
  return { x: a.x + (b.x < a.x ? -side : side), y: a.y + (b.y < a.y ? -side : side) };
}

export function rectanglePixels(a: Point, b: Point, filled: boolean, visit: Visit): void {
  const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)];
  const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)];
  for (let y = top; y <= bottom; y++) {
    const edge = y === top || y === bottom;
    for (let x = left; x <= right; x++) if (filled || edge || x === left || x === right) visit(x, y);
  }
}

const brushes = new Map<string, readonly Point[]>();

/** The pixels of a brush around (0, 0). Even sizes reach one pixel further to the left and top, as in Aseprite. */
export function brushPixels(size: number, shape: 'round' | 'square'): readonly Point[] {
  const key = `${shape}${size}`;
  const known = brushes.get(key);
  if (known) return known;
  const pixels: Point[] = [];
  const half = Math.floor(size / 2);
  const middle = (size - 1) / 2;
  // A radius a little under half the size keeps small discs round: 3 becomes a plus, 4 loses its corners.
  const limit = (size / 2) ** 2 - (size > 2 ? 0.3 : -1);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      if (shape === 'square' || (x - middle) ** 2 + (y - middle) ** 2 <= limit)
        pixels.push({ x: x - half, y: y - half });
    }
  }
  brushes.set(key, pixels);
  return pixels;
}
