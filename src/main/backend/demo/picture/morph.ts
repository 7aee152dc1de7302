import { bodyOf } from './body.ts';
import type { Cells } from './cells.ts';
import { flowBetween } from './flow.ts';

/** The part of the way in which pixels that do not agree change over from the one picture to the other. */
const CHANGE = { from: 0.3, to: 0.7 } as const;

/**
 * One picture on its way to another of the same size: what is found in both moves from its place here to its place
 * there, what is not changes over in a sweep. Every pixel is one of the two pictures'. 0 gives the first one, 1 the
 * second.
 *
 * @param angle where the sweep comes from, in radians
 */
export function morphBetween(from: Cells, to: Cells, angle: number): (share: number) => Cells {
  if (isSame(from, to)) return () => from;
  const { width, height } = from;
  const shift = shiftBetween(from, to);
  const flow = flowBetween(from, shifted(to, -shift.x, -shift.y));
  const turn = turnsAt(width, height, angle);
  return (share) => {
    if (share <= 0) return from;
    if (share >= 1) return to;
    const pixels = new Uint32Array(width * height);
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at++) {
        const own = indexAt(from, x - share * shift.x, y - share * shift.y);
        const [dx, dy] = [shift.x + (flow.x[own] ?? 0), shift.y + (flow.y[own] ?? 0)];
        pixels[at] =
          share < (turn[at] ?? 0.5)
            ? pixelAt(from, x - share * dx, y - share * dy)
            : pixelAt(to, x + (1 - share) * dx, y + (1 - share) * dy);
      }
    }
    return { width, height, pixels };
  };
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** How far the figure as a whole moves: as the middles or the feet of the two do, or not at all, whatever fits best. */
function shiftBetween(from: Cells, to: Cells): Shift {
  const [one, other] = [bodyOf(from), bodyOf(to)];
  if (!one || !other) return { x: 0, y: 0 };
  const x = Math.round((other.left + other.right - one.left - one.right) / 2);
  const middle = Math.round((other.top + other.bottom - one.top - one.bottom) / 2);
  const tried = [
    { x: 0, y: 0 },
    { x, y: middle },
    { x, y: other.bottom - one.bottom },
  ];
  const fits = tried.map((shift) => differences(from, shifted(to, -shift.x, -shift.y)));
  return tried[fits.indexOf(Math.min(...fits))] ?? { x: 0, y: 0 };
}

/** Counts pixels that only one of the two covers twice, and those of different colours once. */
function differences(one: Cells, other: Cells): number {
  let count = 0;
  for (let i = 0; i < one.pixels.length; i++) {
    const [a, b] = [one.pixels[i] ?? 0, other.pixels[i] ?? 0];
    if (a !== b) count += a === 0 || b === 0 ? 2 : 1;
  }
  return count;
}

/** What leaves the picture is lost. */
function shifted(cells: Cells, x: number, y: number): Cells {
  if (x === 0 && y === 0) return cells;
  const pixels = new Uint32Array(cells.pixels.length);
  for (let row = 0, at = 0; row < cells.height; row++) {
    for (let column = 0; column < cells.width; column++) pixels[at++] = pixelAt(cells, column - x, row - y);
  }
  return { ...cells, pixels };
}

/** When each pixel changes over. */
function turnsAt(width: number, height: number, angle: number): Float32Array {
  const [across, down] = [Math.cos(angle) / width, Math.sin(angle) / height];
  const most = (Math.abs(Math.cos(angle)) + Math.abs(Math.sin(angle))) / 2;
  const turns = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const place = ((x + 0.5 - width / 2) * across + (y + 0.5 - height / 2) * down) / (2 * most) + 0.5;
      turns[at] = CHANGE.from + (CHANGE.to - CHANGE.from) * place;
    }
  }
  return turns;
}

function pixelAt({ width, height, pixels }: Cells, x: number, y: number): number {
  const [column, row] = [Math.round(x), Math.round(y)];
  return column < 0 || row < 0 || column >= width || row >= height ? 0 : (pixels[row * width + column] ?? 0);
}

/** The nearest place inside. */
function indexAt({ width, height }: Cells, x: number, y: number): number {
  const inside = (value: number, size: number): number => Math.max(0, Math.min(size - 1, Math.round(value)));
  return inside(y, height) * width + inside(x, width);
}

function isSame(one: Cells, other: Cells): boolean {
  return one.pixels.every((pixel, i) => pixel === other.pixels[i]);
}
