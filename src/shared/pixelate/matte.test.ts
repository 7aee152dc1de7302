import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import { fitBackground } from './background.ts';
import { keyBackground } from './keyBackground.ts';
import { findPicture } from './letterbox.ts';
import { type MatteSettings, matteCutter, matteLimits } from './matte.ts';
import type { RawVideo } from './rawVideo.ts';
import { cutClip } from './testing/cutClip.ts';
import { paintVideo, toYuv } from './testing/paintVideo.ts';

const legend = {
  ' ': rgba(38, 171, 64),
  g: rgba(46, 178, 72),
  s: rgba(31, 138, 51),
  '#': rgba(40, 28, 36),
  r: rgba(208, 52, 60),
  '.': rgba(0, 0, 0),
};

/** The subject's samples as rows of characters, one for each 4 x 4 pixels. */
function matteOf(
  rows: readonly string[],
  colors: Readonly<Record<string, number>> = legend,
  settings: MatteSettings = DEFAULT_CLIP,
  { key, cell = 8 }: { readonly key?: number; readonly cell?: number } = {},
): readonly string[] {
  const { frames, video } = paintVideo([rows], colors, 4);
  const [frame] = frames;
  if (!frame) return [];
  const { picture } = findPicture(frames, video);
  const background =
    key === undefined ? fitBackground(frames, video, picture) : keyBackground(key, frames, video, picture);
  const limits = matteLimits(background, cell, settings);
  const { matte: found } = matteCutter(background, video, picture, limits)(frame);
  const width = video.width / 2;
  return rows.map((row, y) => [...row].map((_, x) => (found[2 * y * width + 2 * x] ? '#' : '.')).join(''));
}

test('holes and shadows go, specks too, the subject stays', () => {
  expect(
    matteOf([
      '                ',
      '   #########    ',
      '   #r     r#    ',
      '   #r gg  r#    ',
      '   #rrrrrrr#    ',
      '   #########  # ',
      '   ssssssssss   ',
      '  ssssssssss    ',
      '                ',
    ]),
  ).toEqual([
    '................',
    '...#########....',
    '...##.....##....',
    '...##.....##....',
    '...#########....',
    '...#########....',
    '................',
    '................',
    '................',
  ]);
});

test('shadows and holes stay where they are wanted, and a wider reach takes more', () => {
  const rows = ['          ', ' ######## ', ' ##    ## ', ' ##    ## ', ' ######## ', ' sssssssss', '          '];
  const stays = { ...DEFAULT_CLIP, removeShadow: false, removeHoles: false };
  const [all, ring] = ['.########.', '.##....##.'];
  expect(matteOf(rows)).toEqual(['..........', all, ring, ring, all, '..........', '..........']);
  expect(matteOf(rows, legend, stays)).toEqual(['..........', all, all, all, all, '.#########', '..........']);
  const greedy = { ...stays, matteSure: 0.14, matteSoft: 0.2 };
  expect(matteOf(rows, legend, greedy)[5]).toBe('..........');
});

test('lines of one cell stay whole, upright, flat and slanting', () => {
  const rows = [
    '            ',
    ' # ######   ',
    ' # #    # # ',
    ' # # r  # # ',
    ' # #    # # ',
    ' # ######   ',
    '#         # ',
    ' #          ',
    '  #         ',
    '            ',
  ];
  const expected = rows.map((row) => row.replaceAll(/[^ ]/g, '#').replaceAll(' ', '.'));
  for (const backdrop of [legend[' '], rgba(130, 132, 134)]) {
    expect(matteOf(rows, { ...legend, ' ': backdrop }, DEFAULT_CLIP, { cell: 4 })).toEqual(expected);
  }
});

test('a colour that is pointed at goes, wherever it is', () => {
  const framed = { ...legend, '.': rgba(90, 70, 50), ' ': rgba(230, 226, 210) };
  const rows = [
    '............',
    '.          .',
    '.  ##rr##  .',
    '.  #r  r#  .',
    '.  #r  r#  .',
    '.  ##rr##  .',
    '.          .',
    '............',
  ];
  const kept = [
    '############',
    '#..........#',
    '#..######..#',
    '#..##..##..#',
    '#..##..##..#',
    '#..######..#',
    '#..........#',
    '############',
  ];
  expect(matteOf(rows, framed, DEFAULT_CLIP, { key: rgba(232, 228, 208), cell: 4 })).toEqual(kept);
});

test('of a texture all colours go that are not far from the one pointed at', () => {
  const woven = { ...legend, ' ': rgba(96, 130, 70), g: rgba(120, 150, 84), s: rgba(70, 104, 58) };
  const weave = (x: number, y: number): string => [' ', 'g', 's'][(x * 2 + y * 5 + ((x * y) % 3)) % 3] ?? ' ';
  const shape = [
    '            ',
    '  ########  ',
    '  #rrrrrr#  ',
    '  #r#rr#r#  ',
    '  #rrrrrr#  ',
    '  ########  ',
    '            ',
    '            ',
  ];
  const rows = shape.map((row, y) => [...row].map((char, x) => (char === ' ' ? weave(x, y) : char)).join(''));
  const expected = shape.map((row) => row.replaceAll(/[^ ]/g, '#').replaceAll(' ', '.'));
  expect(matteOf(rows, woven, DEFAULT_CLIP, { key: rgba(100, 134, 70), cell: 4 })).toEqual(expected);
});

test('a glint of the colour of a grey wall is no hole', () => {
  const onGray = { ...legend, ' ': rgba(236, 236, 236), g: rgba(234, 236, 236) };
  const rows = ['           ', '  #######  ', '  #rrggr#  ', '  #rrggr#  ', '  #######  ', '           '];
  expect(matteOf(rows, onGray)).toEqual([
    '...........',
    '..#######..',
    '..#######..',
    '..#######..',
    '..#######..',
    '...........',
  ]);
});

test('a grey coat before a grey wall is no hole, the wall behind it is one', () => {
  const onGray = { ...legend, ' ': rgba(130, 132, 134), g: rgba(138, 140, 142), s: rgba(122, 124, 128) };
  const rows = [
    '                  ',
    '  ##############  ',
    '  #sggggs#     #  ',
    '  #gggggg#     #  ',
    '  #gsgggs#     #  ',
    '  ##############  ',
    '                  ',
  ];
  expect(matteOf(rows, onGray)).toEqual([
    '..................',
    '..##############..',
    '..########.....#..',
    '..########.....#..',
    '..########.....#..',
    '..##############..',
    '..................',
  ]);
});

test('black bars are found when both sides have them', () => {
  const bars = ['......', '......', '  rr  ', '  rr  ', '......', '......'];
  const box = (rows: readonly string[], cell: number): unknown => {
    const { frames, video } = paintVideo([rows], legend, cell);
    return findPicture(frames, video).picture;
  };
  expect(box(['......', '      ', '  rr  ', '  rr  ', '......'], 8)).toMatchObject({ top: 8, bottom: 32 });
  expect(box(['. .. .', '.    .', '. rr .', '. .. .'], 8)).toMatchObject({ left: 8, right: 40, top: 0, bottom: 32 });
  expect(box(['......', '      ', '  rr  ', '      '], 8)).toMatchObject({ top: 0, bottom: 32 });
  expect(box(bars, 8)).toMatchObject({ top: 0, bottom: 48 });
  const onBlack = ['......', '......', '..rr..', '.rrrr.', '..rr..', '......', '......'];
  expect(box(onBlack, 8)).toMatchObject({ left: 0, right: 48, top: 0, bottom: 56 });
});

test('a line that is half a bar is no part of the picture, but tells where that ends', () => {
  const [bar, wall] = [rgba(0, 0, 0), rgba(152, 152, 152)];
  const mixed = (share: number): number => rgba(152 * share, 152 * share, 152 * share);
  // A bar ends at 6.25, the other begins at 41.5.
  const rows = (y: number): number => (y < 6 || y > 41 ? bar : y === 6 ? mixed(0.75) : y === 41 ? mixed(0.5) : wall);
  const upright = findPicture([toYuv(64, 48, (_, y) => rows(y))], { ...video, width: 64, height: 48 });
  expect(upright.picture).toEqual({ left: 0, top: 8, right: 64, bottom: 40 });
  expect(upright.edges).toEqual({ left: 0, top: expect.closeTo(6.25, 1), right: 64, bottom: expect.closeTo(41.5, 1) });
  const across = findPicture([toYuv(48, 64, (x) => rows(x))], { ...video, width: 48, height: 64 });
  expect(across.picture).toEqual({ left: 8, top: 0, right: 40, bottom: 64 });
  expect(across.edges).toEqual({ left: expect.closeTo(6.25, 1), top: 0, right: expect.closeTo(41.5, 1), bottom: 64 });
});

test.each([0.1, 0.15, 0.3, 0.6, 0.9])('a line of which %d is the picture is no subject at its border', (share) => {
  const [bar, wall, subject] = [rgba(0, 0, 0), rgba(152, 152, 152), legend.r];
  const mixed = rgba(152 * share, 152 * share, 152 * share);
  const frame = toYuv(96, 72, (x, y) => {
    if (y < 8 || y > 63) return bar;
    if (y === 8 || y === 63) return mixed;
    return x >= 32 && x < 64 && y >= 24 && y < 48 ? subject : wall;
  });
  const { area, warnings } = cutClip([frame], { ...video, width: 96, height: 72 }, DEFAULT_CLIP).report;
  expect([area.width, area.height, warnings]).toEqual([64, 64, []]);
});

test('at the side of the frame only the backdrop makes an edge, not what ends the row before', () => {
  const rows = [
    '            ',
    '###         ',
    '####     ###',
    '####    ####',
    '###     ####',
    '        ####',
    '         ###',
    '            ',
  ];
  expect(samplesOf(rows)).toEqual([
    '............',
    'ooo.........',
    '###o.....ooo',
    '###o....o###',
    'ooo.....o###',
    '........o###',
    '.........ooo',
    '............',
  ]);
});

test('what is enclosed is a hole when at least half of it is surely the backdrop', () => {
  const rows = ['               ', ' ############# ', ' #  ss##  sss# ', ' ############# ', '               '];
  expect(samplesOf(rows).map((row) => row.replaceAll('o', '#'))).toEqual([
    '...............',
    '.#############.',
    '.#....########.',
    '.#############.',
    '...............',
  ]);
});

/** Each chroma sample of the matte: # inside, o at the edge, . backdrop. */
function samplesOf(rows: readonly string[]): readonly string[] {
  const { frames, video: made } = paintVideo([rows], legend, 2);
  const { picture } = findPicture(frames, made);
  const background = fitBackground(frames, made, picture);
  const cut = matteCutter(background, made, picture, matteLimits(background, 2, DEFAULT_CLIP));
  const { matte } = cut(frames[0] ?? new Uint8Array());
  return rows.map((row, y) => [...row].map((_, x) => '.#o'[matte[y * row.length + x] ?? 0] ?? '?').join(''));
}

const video: RawVideo = { width: 160, height: 120, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
const whole = { left: 0, top: 0, right: 160, bottom: 120 };
const confidenceOf = (colorAt: (x: number, y: number) => number): number =>
  fitBackground([toYuv(160, 120, colorAt)], video, whole).confidence;

test('a vignette is a plain backdrop, a texture and a landscape are none', () => {
  const vignette = (x: number, y: number): number => {
    const light = 1 - 0.3 * (((x - 80) / 80) ** 2 + ((y - 60) / 60) ** 2) * 0.5;
    return rgba(150 * light, 150 * light, 148 * light);
  };
  expect(confidenceOf(vignette)).toBeGreaterThan(0.9);
  expect(confidenceOf((x, y) => (((x >> 3) + (y >> 3)) % 2 ? rgba(90, 60, 40) : rgba(200, 180, 90)))).toBeLessThan(0.5);
  expect(confidenceOf((_, y) => (y < 66 ? rgba(110, 170, 230) : rgba(60, 120, 50)))).toBeLessThan(0.5);
});

test('a subject that stands on the lower border leaves the backdrop plain', () => {
  expect(confidenceOf((x, y) => (y > 40 && x > 30 && x < 130 ? rgba(200, 60, 60) : rgba(40, 170, 70)))).toBeGreaterThan(
    0.9,
  );
});
