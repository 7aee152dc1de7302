import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { findLattice, latticeAt, latticeOf, SURE_LATTICE } from './lattice.ts';
import type { RawVideo } from './rawVideo.ts';
import { toYuv } from './testing/paintVideo.ts';

const [width, height] = [320, 240];
const video: RawVideo = { width, height, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
const picture = { left: 0, top: 0, right: width, bottom: height };

/** A random grey for each place. */
const grey = (x: number, y: number): number => {
  const value = 40 + ((((x * 73856093) ^ (y * 19349663)) >>> 3) % 170);
  return rgba(value, value, value);
};
/** A frame of cells whose edges need not lie on pixels: each pixel is the mean of what it covers, by 8 x 8 samples. */
function cells(cell: number, startX: number, startY: number): Uint8Array {
  const share = (place: number, start: number): number => Math.floor((place - start) / cell);
  return toYuv(width, height, (x, y) => {
    let sum = 0;
    for (let i = 0; i < 64; i++) {
      sum += grey(share(x + ((i & 7) + 0.5) / 8, startX), share(y + ((i >> 3) + 0.5) / 8, startY)) & 255;
    }
    const value = Math.round(sum / 64);
    return rgba(value, value, value);
  });
}

/** The last cell's end is as good a place as the first one's begin. */
const apart = (p: number, q: number, cell: number): number => Math.abs(p - q - cell * Math.round((p - q) / cell));

test.each([
  [8, 0, 0],
  [8, 3, 5],
  [10.4, 2.5, 7.25],
  [13.33, 4, 9],
  [5.2, 1, 1],
])('cells of %f from (%f, %f) on', (cell, x, y) => {
  const found = findLattice([cells(cell, x, y)], video, picture);
  expect(found?.confidence).toBeGreaterThan(SURE_LATTICE);
  expect(Math.abs((found?.cell ?? 0) - cell) / cell).toBeLessThan(0.002);
  const known = latticeOf(cell, [cells(cell, x, y)], video, picture);
  for (const { x: startX = 99, y: startY = 99 } of [found ?? {}, known]) {
    expect(Math.hypot(apart(startX, x, cell), apart(startY, y, cell))).toBeLessThan(0.05 * cell);
  }
});

test('cells begin where they do, wherever the picture begins and ends', () => {
  const frame = cells(8, 3, 5);
  for (let i = 0; i < 50; i++) {
    const part = { left: i, top: 2 * i, right: width - 3 * i, bottom: height - i };
    const found = latticeOf(8, [frame, frame], video, part);
    expect(Math.hypot(apart(found.x, 3, 8), apart(found.y, 5, 8))).toBeLessThan(0.05 * 8);
    const { confidence, ...place } = latticeAt(8, frame, video, part);
    expect(place).toMatchObject({ x: found.x, y: found.y });
    expect(confidence).toBeGreaterThan(0.9);
  }
});

test('only the picture counts, not the bars beside it', () => {
  const inner = { left: 40, top: 24, right: 280, bottom: 216 };
  const barred = toYuv(width, height, (x, y) => {
    const isInside = x >= inner.left && x < inner.right && y >= inner.top && y < inner.bottom;
    return isInside ? grey(Math.floor((x - 3) / 8), Math.floor((y - 5) / 8)) : rgba(0, 0, 0);
  });
  const found = findLattice([barred], video, inner);
  expect(found?.confidence).toBeGreaterThan(SURE_LATTICE);
  expect([found?.x, found?.y].map((start) => Math.round(start ?? -1))).toEqual([3, 5]);
});

test('smooth pictures, a horizon and different cells each way are no pixel art', () => {
  const confidence = (colorAt: (x: number, y: number) => number): number =>
    findLattice([toYuv(width, height, colorAt)], video, picture)?.confidence ?? 0;
  const shade = (value: number): number => rgba(value, value, value);
  const blobs = confidence((x, y) => shade(128 + 60 * Math.sin(x / 9.1 + y / 17.3) + 50 * Math.sin((x * y) / 2711)));
  const horizon = confidence((x, y) => (y < 150 + 9 * Math.sin(x / 31) ? shade(190) : shade(60)));
  const room = confidence((x, y) => shade((x < 100 ? 60 : 200) - (y < 140 ? 0 : 40)));
  const oblong = confidence((x, y) => grey(Math.floor(x / 8), Math.floor(y / 11)));
  expect([blobs, horizon, room, oblong].map((value) => value > SURE_LATTICE)).toEqual([false, false, false, false]);
});
