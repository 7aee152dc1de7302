import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../../sprite/color.ts';
import { IdSource } from '../../sprite/ids.ts';
import { newFrame, newGroupLayer, newImageLayer, newSprite } from '../../sprite/newSprite.ts';
import { intersect, isEmpty } from '../../sprite/rect.ts';
import { NO_USER_DATA } from '../../sprite/userData.ts';
import { defaultSheetFormat, formatFilename } from './formatFilename.ts';
import { packSheet, type Sheet } from './packSheet.ts';
import { sheetJson } from './sheetJson.ts';
import type { SheetFrame, SheetOptions } from './sheetOptions.ts';

const COLORS = new Map([...'abcdefg'].map((name, i) => [name, rgba(20 * i, 255 - i, 9)]));

function frame(rows: readonly string[], band?: string): SheetFrame {
  const pixels = Uint32Array.from(rows.join(''), (name) => COLORS.get(name) ?? 0);
  return { width: rows[0]?.length ?? 0, height: rows.length, pixels, ...(band !== undefined && { band }) };
}

function picture({ width, pixels }: Sheet): string[] {
  const names = new Map([...COLORS].map(([name, color]) => [color, name]));
  const text = [...pixels].map((pixel) => names.get(pixel) ?? '.').join('');
  return text.match(new RegExp(`.{${width}}`, 'g')) ?? [];
}

const [A, B, C, D] = [
  ['aa', 'aa'],
  ['b.', 'bb'],
  ['cc', '.c'],
  ['dd', 'd.'],
].map((rows) => frame(rows));
const all = [A, B, C, D].flatMap((each) => (each ? [each] : []));
const drawn = (options: SheetOptions, frames: readonly SheetFrame[] = all) => picture(packSheet(frames, options));

test('frames stand in a line, in rows or in columns', () => {
  expect(drawn({ layout: 'horizontal' })).toEqual(['aab.ccdd', 'aabb.cd.']);
  expect(drawn({ layout: 'vertical' })).toEqual(['aa', 'aa', 'b.', 'bb', 'cc', '.c', 'dd', 'd.']);
  expect(drawn({ layout: 'rows', columns: 3 })).toEqual(['aab.cc', 'aabb.c', 'dd....', 'd.....']);
  expect(drawn({ layout: 'columns', rows: 3 })).toEqual(['aadd', 'aad.', 'b...', 'bb..', 'cc..', '.c..']);
  expect(drawn({ layout: 'rows', width: 5 })).toEqual(['aab..', 'aabb.', 'ccdd.', '.cd..']);
  expect(drawn({ layout: 'columns', height: 4 })).toEqual(['aacc', 'aa.c', 'b.dd', 'bbd.']);
});

test('a new band starts a new row', () => {
  const walk = [frame(['a'], 'walk'), frame(['b'], 'walk'), frame(['c'], 'run'), frame(['d'], 'jump')];
  expect(drawn({ layout: 'rows' }, walk)).toEqual(['ab', 'c.', 'd.']);
});

test('padding lies around the sheet, between frames and inside them', () => {
  const two = [frame(['a']), frame(['b'])];
  expect(drawn({ layout: 'horizontal', borderPadding: 1, shapePadding: 2 }, two)).toEqual([
    '......',
    '.a..b.',
    '......',
  ]);
  const inner = packSheet(two, { layout: 'horizontal', innerPadding: 1 });
  expect(picture(inner)).toEqual(['......', '.a..b.', '......']);
  expect(inner.placements.map(({ frame }) => [frame.x, frame.width])).toEqual([
    [0, 3],
    [3, 3],
  ]);
});

test('extruded frames repeat their edge, which the data leaves out', () => {
  const sheet = packSheet([frame(['ab', 'c.'])], { layout: 'horizontal', extrude: true });
  expect(picture(sheet)).toEqual(['aabb', 'aabb', 'cc..', 'cc..']);
  expect(sheet.placements[0]?.frame).toEqual({ x: 1, y: 1, width: 2, height: 2 });
});

test('trimming leaves out transparent margins, for each frame or for all alike', () => {
  const loose = [frame(['....', '.a..', '....']), frame(['....', '..b.', '..b.']), frame(['....', '....', '....'])];
  const each = packSheet(loose, { layout: 'horizontal', trim: 'frame' });
  expect(picture(each)).toEqual(['ab.', '.b.']);
  expect(each.placements[1]).toEqual({
    frame: { x: 1, y: 0, width: 1, height: 2 },
    source: { x: 2, y: 1, width: 1, height: 2 },
    sourceWidth: 4,
    sourceHeight: 3,
    trimmed: true,
  });
  expect(drawn({ layout: 'horizontal', trim: 'sprite' }, loose)).toEqual(['a..b..', '...b..']);
});

test('frames that look alike share a place', () => {
  const sheet = packSheet([...all, ...all], { layout: 'horizontal', mergeDuplicates: true });
  expect(picture(sheet)).toEqual(['aab.ccdd', 'aabb.cd.']);
  expect(sheet.placements.slice(4)).toEqual(sheet.placements.slice(0, 4));
});

test('a sheet can be a power of two, must fit its size, and has a limit', () => {
  const three = all.slice(0, 3);
  expect(packSheet(three, { layout: 'horizontal', powerOfTwo: true })).toMatchObject({ width: 8, height: 2 });
  expect(() => packSheet(three, { layout: 'horizontal', width: 5 })).toThrow(
    'the frames need 6 pixels, the sheet has 5',
  );
  const huge = { width: 8192, height: 1, pixels: new Uint32Array(8192) };
  expect(() => packSheet([huge, huge], { layout: 'vertical', shapePadding: 9000 })).toThrow('too large');
  expect(packSheet([], { layout: 'packed' })).toMatchObject({ width: 1, height: 1, placements: [] });
});

test('packed frames never overlap, stay in the sheet and waste little', () => {
  const side = fc.integer({ min: 1, max: 30 });
  const sizes = fc.array(fc.tuple(side, side), { minLength: 1, maxLength: 40 });
  const padding = fc.nat(3);
  fc.assert(
    fc.property(sizes, padding, padding, fc.boolean(), (list, borderPadding, shapePadding, powerOfTwo) => {
      const frames = list.map(([width, height], i) => {
        return { width, height, pixels: new Uint32Array(width * height).fill(rgba(i, 7, 7)) };
      });
      const sheet = packSheet(frames, { layout: 'packed', borderPadding, shapePadding, powerOfTwo });
      const places = sheet.placements.map((placement) => placement.frame);
      places.forEach((place, i) => {
        expect(place.x).toBeGreaterThanOrEqual(borderPadding);
        expect(place.x + place.width).toBeLessThanOrEqual(sheet.width - borderPadding);
        expect(place.y + place.height).toBeLessThanOrEqual(sheet.height - borderPadding);
        const wide = { ...place, width: place.width + shapePadding, height: place.height + shapePadding };
        for (const other of places.slice(i + 1)) expect(isEmpty(intersect(wide, other))).toBe(true);
        expect(sheet.pixels[place.y * sheet.width + place.x]).toBe(frames[i]?.pixels[0]);
      });
    }),
    { numRuns: 60, seed: 20261122 },
  );
  const squares = Array.from({ length: 100 }, (_, i) => ({
    width: 8,
    height: 8,
    pixels: new Uint32Array(64).fill(rgba(i, 1, 1)),
  }));
  const sheet = packSheet(squares, { layout: 'packed' });
  expect(sheet.width * sheet.height).toBeLessThanOrEqual(6400 * 1.1);
});

test('filename formats fill in their tokens', () => {
  const parts = {
    path: 'art/cat.walk.aseprite',
    frame: 4,
    tagFrame: 1,
    layer: 'Body',
    group: 'Cat',
    tag: 'run',
    duration: 80,
  };
  const named = (format: string) => formatFilename(format, parts);
  expect(named('{title} ({layer}) #{tag} {frame}.{extension}')).toBe('cat.walk (Body) #run 4.aseprite');
  expect(named('{path}/{name} {fullname}')).toBe('art/cat.walk.aseprite art/cat.walk.aseprite');
  expect(named('{frame000}-{frame1}-{frame001}-{tagframe01}-{duration}')).toBe('004-5-005-02-80');
  expect(named('{group}/{slice}{outertag}{innertag}{other}{Frame}')).toBe('Cat/runrun{other}{Frame}');
  expect(formatFilename('{path}/{title}{frame1}.{extension}', { path: 'cat' })).toBe('./cat.');
  expect(defaultSheetFormat({ frames: true, layer: true, tag: true })).toBe(
    '{title} ({layer}) #{tag} {frame}.{extension}',
  );
  expect(defaultSheetFormat({ frames: false, layer: false, tag: false })).toBe('{title}.{extension}');
});

test('the data has the shape that Aseprite gives it', () => {
  const sheet = packSheet([frame(['aa']), frame(['.b'])], { layout: 'horizontal', trim: 'frame' });
  const frames = sheet.placements.map((placement, i) => ({
    filename: `cat ${1 - i}.aseprite`,
    placement,
    duration: 83,
  }));
  const size = { width: sheet.width, height: sheet.height, version: '1.2.3', image: 'cat.png' };
  const text = sheetJson({ format: 'hash', frames, ...size });
  expect(text.indexOf('cat 1')).toBeLessThan(text.indexOf('cat 0'));
  const second = {
    frame: { x: 2, y: 0, w: 1, h: 1 },
    rotated: false,
    trimmed: true,
    spriteSourceSize: { x: 1, y: 0, w: 1, h: 1 },
    sourceSize: { w: 2, h: 1 },
    duration: 83,
  };
  const hash: { frames: object; meta: object } = JSON.parse(text);
  expect(Object.entries(hash.frames)[1]).toEqual(['cat 0.aseprite', second]);
  expect(hash.meta).toEqual({
    app: 'Celkiln, in the format of Aseprite (https://www.aseprite.org/)',
    version: '1.2.3',
    image: 'cat.png',
    format: 'RGBA8888',
    size: { w: 3, h: 1 },
    scale: '1',
  });
  const array: { frames: object[] } = JSON.parse(sheetJson({ format: 'array', frames, ...size }));
  expect(array.frames[1]).toEqual({ filename: 'cat 0.aseprite', ...second });
});

test('the data lists tags, layers and slices when asked to', () => {
  const ids = new IdSource(50);
  const [first, second] = [newFrame(ids.next('frame')), newFrame(ids.next('frame'))];
  const plain = { ...newSprite({ width: 4, height: 4 }), frames: [first, second] };
  const color = rgba(1, 2, 3);
  const raster = {
    kind: 'tilemap',
    id: ids.next('content'),
    width: 0,
    height: 0,
    tiles: new Uint32Array(0),
    masks: { index: 0, flipX: 0, flipY: 0, flipDiagonal: 0 },
  } as const;
  const cel = { x: 0, y: 0, opacity: 128, zIndex: -1, content: raster, userData: NO_USER_DATA, unknown: [] };
  const body = {
    ...newImageLayer(ids.next('layer'), 'Body'),
    cels: new Map([[second.id, cel]]),
    userData: { ...NO_USER_DATA, text: 'soft', color },
  };
  const hidden = { ...newImageLayer(ids.next('layer'), 'Sketch'), visible: false };
  const layers = [{ ...newGroupLayer(ids.next('layer'), 'Cat'), children: [body, hidden] }];
  const tag = {
    id: ids.next('tag'),
    name: 'walk',
    from: first.id,
    to: second.id,
    direction: 'pingpong',
    repeat: 2,
    color,
    userData: NO_USER_DATA,
    unknown: [],
  } as const;
  const bounds = { x: 1, y: 1, width: 2, height: 2 };
  const slice = {
    id: ids.next('slice'),
    name: 'head',
    keys: [{ frame: second.id, bounds, center: bounds, pivot: { x: 1, y: 0 } }],
    userData: NO_USER_DATA,
    unknown: [],
  };
  const sprite = { ...plain, layers, tags: [tag], slices: [slice] };
  const size = { width: 1, height: 1, version: '1', format: 'array', frames: [] } as const;
  const { meta }: { meta: object } = JSON.parse(
    sheetJson({ ...size, tags: [sprite], layers: [sprite], slices: [sprite] }),
  );
  const rect = { x: 1, y: 1, w: 2, h: 2 };
  expect(meta).toMatchObject({
    frameTags: [{ name: 'walk', from: 0, to: 1, direction: 'pingpong', repeat: '2', color: '#010203ff' }],
    layers: [
      { name: 'Cat', opacity: 255, blendMode: 'normal' },
      {
        name: 'Body',
        group: 'Cat',
        opacity: 255,
        blendMode: 'normal',
        color: '#010203ff',
        data: 'soft',
        cels: [{ frame: 1, opacity: 128, zIndex: -1 }],
      },
    ],
    slices: [{ name: 'head', keys: [{ frame: 1, bounds: rect, center: rect, pivot: { x: 1, y: 0 } }] }],
  });
});
