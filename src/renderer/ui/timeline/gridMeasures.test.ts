import { expect, test } from 'vitest';
import {
  columnNear,
  columnsInView,
  type GridMeasures,
  gapAt,
  headHeight,
  measureGrid,
  rowsInView,
  type Span,
  scrollToShow,
  spotAt,
} from './gridMeasures.ts';

const grid: GridMeasures = { columns: 100, rows: 10, cellWidth: 20, cellHeight: 10, names: 50, tags: 24, numbers: 16 };
const still = { x: 0, y: 0 };

test('head, names and cells are told apart', () => {
  expect(spotAt(grid, still, { x: 10, y: 10 })).toEqual({ kind: 'corner' });
  expect(spotAt(grid, still, { x: 75, y: 10 })).toEqual({ kind: 'tags', column: 1 });
  expect(spotAt(grid, still, { x: 75, y: 30 })).toEqual({ kind: 'frame', column: 1 });
  expect(spotAt(grid, still, { x: 10, y: 55 })).toEqual({ kind: 'layer', row: 1 });
  expect(spotAt(grid, still, { x: 75, y: 55 })).toEqual({ kind: 'cel', row: 1, column: 1 });
});

test('what has been scrolled below the head and the names cannot be hit there', () => {
  const scrolled = { x: 400, y: 30 };
  expect(spotAt(grid, scrolled, { x: 10, y: 41 })).toEqual({ kind: 'layer', row: 3 });
  expect(spotAt(grid, scrolled, { x: 51, y: 30 })).toEqual({ kind: 'frame', column: 20 });
  expect(spotAt(grid, scrolled, { x: 51, y: 41 })).toEqual({ kind: 'cel', row: 3, column: 20 });
});

test('beyond the last row and column there is nothing', () => {
  const end = { x: 1950, y: 80 };
  expect(spotAt(grid, end, { x: 151, y: 65 })).toEqual({ kind: 'cel', row: null, column: null });
  expect(spotAt(grid, end, { x: 10, y: 65 })).toEqual({ kind: 'layer', row: null });
});

test('gaps and nearest columns stay within the frames', () => {
  const gap = (x: number) => gapAt(grid, still, { x, y: 0 });
  expect([gap(-500), gap(50), gap(59), gap(61), gap(9999)]).toEqual([0, 0, 0, 1, 100]);
  const near = (x: number) => columnNear(grid, still, { x, y: 0 });
  expect([near(-500), near(50), near(69), near(70), near(9999)]).toEqual([0, 0, 0, 1, 99]);
});

const holds = (span: Span, first: number, last: number): boolean => span.first <= first && span.last >= last;

test('all that is in view exists, and little more', () => {
  for (let left = 0; left <= 1550; left += 7) {
    const span = columnsInView(grid, left, 450);
    expect(holds(span, Math.floor(left / 20), Math.min(99, Math.floor((left + 399) / 20)))).toBe(true);
    expect(span.last - span.first).toBeLessThan(20 + 24);
    expect(span.first).toBeGreaterThanOrEqual(0);
    expect(span.last).toBeLessThan(100);
  }
  for (let top = 0; top <= 40; top++) {
    expect(holds(rowsInView(grid, top, 100), Math.floor(top / 10), Math.min(9, Math.floor((top + 59) / 10)))).toBe(
      true,
    );
  }
});

test('4,000 frames and 1,000 layers never make more than a few hundred cells in a usual view', () => {
  const huge = measureGrid({ columns: 4000, rows: 1000, lanes: 0, pictures: true });
  const columns = columnsInView(huge, 70_000, 960);
  const rows = rowsInView(huge, 20_000, 200);
  expect((columns.last - columns.first + 1) * (rows.last - rows.first + 1)).toBeLessThan(1000);
});

test('scrolling asks for something new once in eight columns', () => {
  const spans = Array.from({ length: 320 }, (_, left) => columnsInView(grid, 410 + left, 450));
  const changes = spans.filter((span, i) => i > 0 && span.first !== spans[i - 1]?.first);
  expect(changes).toHaveLength(2);
});

test('a cell in view stays where it is, any other is scrolled just into it', () => {
  const view = { x: 400, y: 20, width: 450, height: 100 };
  expect(scrollToShow(grid, view, { row: 3, column: 25 })).toEqual({ x: 400, y: 20 });
  expect(scrollToShow(grid, view, { row: 0, column: 2 })).toEqual({ x: 40, y: 0 });
  expect(scrollToShow(grid, view, { row: 9, column: 60 })).toEqual({ x: 61 * 20 - 400, y: 10 * 10 - 60 });
  expect(scrollToShow(grid, view, { row: null, column: 25 })).toEqual({ x: 400, y: 20 });
});

test('the head grows with the lanes of tags', () => {
  const size = { columns: 1, rows: 1, pictures: false };
  expect(headHeight(measureGrid({ ...size, lanes: 2 })) - headHeight(measureGrid({ ...size, lanes: 0 }))).toBe(48);
});
