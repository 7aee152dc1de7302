import { expect, test } from 'vitest';
import { type AlignOptions, align } from './align.ts';
import type { Silhouette } from './silhouette.ts';

const options: AlignOptions = { cellWidth: 8, cellHeight: 8, period: 8 };

/** A box of 20 x 20 chroma samples whose upper left corner is at (x, y) raw pixels, with a spark below it. */
function box(x: number, y: number): Silhouette {
  const [columns, rows] = [new Uint16Array(200), new Uint16Array(200)];
  columns.fill(20, x / 2, x / 2 + 20);
  rows.fill(20, y / 2, y / 2 + 20);
  rows[y / 2 + 30] = 1;
  return { columns, rows };
}
const nothing: Silhouette = { columns: new Uint16Array(200), rows: new Uint16Array(200) };

test('the lowest line of every frame comes to the ground, in whole cells', () => {
  const frames = [box(100, 100), box(110, 108), box(100, 84), nothing, box(100, 100), box(90, 102)];
  expect(align('ground', frames, options).map(({ x, y }) => [x, y / 8])).toEqual([
    [0, 0],
    [0, 1],
    [0, -2],
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('drift is taken out, steps and a jump stay', () => {
  const bob = [0, 4, 8, 4, 0, -4, -8, -4];
  const jump = (t: number): number => (t >= 19 && t < 22 ? -40 : 0);
  const frames = Array.from({ length: 48 }, (_, t) => box(60 + 2 * t, 200 + (bob[t % 8] ?? 0) + jump(t)));
  const shifts = align('drift', frames, options);
  // Two raw pixels a frame from the middle on, within a cell.
  expect(shifts.every(({ x }, t) => Math.abs(x - 2 * (t - 24)) <= 8)).toBe(true);
  expect(shifts.every(({ y }) => y === 0)).toBe(true);
});

test('no clip that is one cycle, and none without a subject, has a drift', () => {
  const once = Array.from({ length: 8 }, (_, t) => box(60 + 6 * t, 100));
  for (const frames of [once, [nothing, nothing], []]) {
    expect(align('drift', frames, options)).toEqual(frames.map(() => ({ x: 0, y: 0 })));
    expect(align('none', frames, options)).toEqual(frames.map(() => ({ x: 0, y: 0 })));
  }
});
