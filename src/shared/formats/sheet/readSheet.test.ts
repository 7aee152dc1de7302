import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromPicture } from '../../sprite/picture.ts';
import { FormatError } from '../formatError.ts';
import { findSprites } from './findSprites.ts';
import { packSheet, type Sheet } from './packSheet.ts';
import { readSheetJson } from './readSheetJson.ts';
import { gridCells, type SheetCell } from './sheetCells.ts';
import { sheetJson } from './sheetJson.ts';

const runs = { seed: 17, numRuns: process.env.CELKILN_LONG === '1' ? 1000 : 100 };

/** The boxes that are found, each marked with its number in the picture. */
function found(rows: string, gap = 1): string {
  const { width, height, values } = fromPicture(rows, { '#': 0xff000000, w: 0xffffffff });
  const marks = Array.from({ length: height }, () => Array.from({ length: width }, () => '.'));
  const { cells } = findSprites({ width, height, pixels: Uint32Array.from(values) }, gap);
  cells.forEach(({ area }, i) => {
    for (let y = area.y; y < area.y + area.height; y++) marks[y]?.fill(String(i), area.x, area.x + area.width);
  });
  return marks.map((row) => row.join('')).join('\n');
}

const rows = (picture: string) => picture.trim().replace(/\n\s+/g, '\n');

test('things that touch, also at corners, are one; in reading order', () => {
  expect(
    found(`
    ....#..
    #....#.
    .#.....
    .......
    .....##`),
  ).toBe(
    rows(`
    ....11.
    00..11.
    00.....
    .......
    .....22`),
  );
});

test('a wider gap holds loose parts together; overlapping boxes are one thing', () => {
  const parts = '#.#...#';
  expect(found(parts)).toBe('0.1...2');
  expect(found(parts, 2)).toBe('000...1');
  expect(
    found(`
    ####
    #...
    #.#.
    #...`),
  ).toBe('0000\n0000\n0000\n0000');
});

test('an opaque background of one colour is a background too', () => {
  expect(found('wwwww\nw#w#w\nwwwww')).toBe('.....\n.0.1.\n.....');
  expect(found('.....')).toBe('.....');
});

test('found sprites stand on one ground line', () => {
  const { width, height, values } = fromPicture('#.###\n#....', { '#': 0xff000000 });
  const { cells } = findSprites({ width, height, pixels: Uint32Array.from(values) }, 1);
  expect(cells.map(({ width: w, height: h, x, y }) => [w, h, x, y])).toEqual([
    [3, 2, 1, 0],
    [3, 2, 0, 1],
  ]);
});

test.each([
  [{ width: 4, height: 4, x: 0, y: 0, gapX: 0, gapY: 0 }, 6, { x: 8, y: 4 }],
  [{ width: 5, height: 8, x: 1, y: 0, gapX: 1, gapY: 0 }, 2, { x: 7, y: 0 }],
  [{ width: 13, height: 4, x: 0, y: 0, gapX: 0, gapY: 0 }, 0, undefined],
  [{ width: 4, height: 4, x: 40, y: 0, gapX: 0, gapY: 0 }, 0, undefined],
])('a grid holds only whole cells (%#)', (grid, count, last) => {
  const { cells } = gridCells({ width: 12, height: 8 }, grid);
  expect(cells).toHaveLength(count);
  if (last) expect(cells.at(-1)?.area).toMatchObject(last);
});

test('a grid of more cells than a sprite has frames is refused', () => {
  const grid = { width: 1, height: 1, x: 0, y: 0, gapX: 0, gapY: 0 };
  expect(() => gridCells({ width: 100, height: 100 }, grid)).toThrow(FormatError);
});

const FRAMES = ['.#..\n....', '....\n..##', '....\n....'].map((picture) => {
  const { width, height, values } = fromPicture(picture, { '#': 0xff000000 });
  return { width, height, pixels: Uint32Array.from(values) };
});

function written(format: 'hash' | 'array') {
  const sheet = packSheet(FRAMES, { layout: 'packed', trim: 'frame', innerPadding: 1 });
  const frames = sheet.placements.map((placement, i) => ({ filename: `f ${i}`, placement, duration: 50 + i }));
  return { sheet, json: sheetJson({ format, frames, width: sheet.width, height: sheet.height, version: '1' }) };
}

test.each(['hash', 'array'] as const)('what we write as %s is read back: places, trimming, durations', (format) => {
  const { sheet, json } = written(format);
  const { cells } = readSheetJson(json, sheet);
  // Without the one pixel of inner padding.
  const places = sheet.placements.map(({ frame, source: { width, height } }) => ({
    ...{ x: frame.x + 1, y: frame.y + 1 },
    ...{ width, height },
  }));
  expect(cells.map(({ area }) => area)).toEqual(places);
  expect(cells.map(({ width, height, duration }) => [width, height, duration])).toEqual([
    [4, 2, 50],
    [4, 2, 51],
    [4, 2, 52],
  ]);
  expect(cells.slice(0, 2).map(({ x, y }) => [x, y])).toEqual(
    sheet.placements.slice(0, 2).map(({ source }) => [source.x, source.y]),
  );
});

test('tags are read; one that makes no sense is left out', () => {
  const frame = { frame: { x: 0, y: 0, w: 1, h: 1 } };
  const good = { name: 'walk', from: 0, to: 9, direction: 'pingpong', repeat: '2', color: '#ff0000ff' };
  const meta = { frameTags: [good, { name: 'odd', from: 5, to: 6 }, { name: 7 }, null] };
  const { tags } = readSheetJson(JSON.stringify({ frames: [frame, frame], meta }), { width: 1, height: 1 });
  expect(tags).toEqual([{ name: 'walk', from: 0, to: 1, direction: 'pingpong', repeat: 2, color: 0xff0000ff }]);
});

test.each([
  ['not json', 'wrong_format'],
  ['[]', 'invalid'],
  ['{"frames":{}}', 'invalid'],
  ['{"frames":[{"frame":{"x":0,"y":0,"w":9,"h":1}}]}', 'invalid'],
  ['{"frames":[{"frame":{"x":0,"y":0,"w":1,"h":1},"rotated":true}]}', 'unsupported'],
  ['{"frames":[{"frame":{"x":-1,"y":0,"w":1,"h":1}}]}', 'invalid'],
  ['{"frames":[null]}', 'invalid'],
  ['{"frames":[{"frame":{"x":0,"y":0,"w":1,"h":1},"spriteSourceSize":{"x":-9000}}]}', 'invalid'],
  [
    JSON.stringify({ frames: [{ frame: { x: 0, y: 0, w: 1, h: 1 } }], meta: { frameTags: Array(5000).fill(0) } }),
    'too_large',
  ],
])('%.80s is refused as %s', (text, code) => {
  expect(() => readSheetJson(text, { width: 4, height: 4 })).toThrow(expect.objectContaining({ code }));
});

/** Any frames of one size, few colours, and any way to lay them out. */
const anySheet = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc.record({
      frames: fc.array(
        fc.record({
          width: fc.constant(width),
          height: fc.constant(height),
          duration: fc.integer({ min: 1, max: 65_535 }),
          pixels: fc
            .array(fc.constantFrom(0, 0, 0xff0000ff, 0xff00ff00), {
              minLength: width * height,
              maxLength: width * height,
            })
            .map((pixels) => Uint32Array.from(pixels)),
        }),
        { minLength: 1, maxLength: 12 },
      ),
      options: fc.record({
        layout: fc.constantFrom('horizontal' as const, 'vertical', 'rows', 'columns', 'packed'),
        columns: fc.integer({ min: 1, max: 5 }),
        rows: fc.integer({ min: 1, max: 5 }),
        trim: fc.option(fc.constantFrom('frame' as const, 'sprite' as const), { nil: undefined }),
        extrude: fc.boolean(),
        borderPadding: fc.integer({ min: 0, max: 3 }),
        shapePadding: fc.integer({ min: 0, max: 3 }),
        innerPadding: fc.integer({ min: 0, max: 3 }),
        mergeDuplicates: fc.boolean(),
        powerOfTwo: fc.boolean(),
      }),
      format: fc.constantFrom('hash' as const, 'array' as const),
    }),
  );

/** A cell's frame, as it was before it was laid into the sheet. */
function cutOut({ pixels, width: across }: Sheet, { area, width, height, x, y }: SheetCell): Uint32Array {
  const out = new Uint32Array(width * height);
  for (let row = 0; row < area.height; row++) {
    for (let column = 0; column < area.width; column++) {
      const [toX, toY] = [x + column, y + row];
      const isWithin = toX >= 0 && toY >= 0 && toX < width && toY < height;
      const color = pixels[(area.y + row) * across + area.x + column] ?? 0;
      if (isWithin && color !== 0) out[toY * width + toX] = color;
    }
  }
  return out;
}

test('frames that are laid into a sheet come out of it by its data as they were', () => {
  fc.assert(
    fc.property(anySheet, ({ frames, options: { trim, ...rest }, format }) => {
      const sheet = packSheet(frames, { ...rest, ...(trim && { trim }) });
      const named = sheet.placements.map((placement, i) => ({
        filename: `run ${i}.aseprite`,
        placement,
        duration: frames[i]?.duration ?? 0,
      }));
      const { width, height } = sheet;
      const plan = readSheetJson(sheetJson({ format, frames: named, width, height, version: '1' }), sheet);
      expect(plan.cells.map((cell) => cutOut(sheet, cell))).toEqual(frames.map(({ pixels }) => pixels));
      expect(plan.cells.map(({ duration }) => duration)).toEqual(frames.map(({ duration }) => duration));
    }),
    runs,
  );
});
