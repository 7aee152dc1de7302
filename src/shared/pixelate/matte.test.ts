import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { fitBackground } from './background.ts';
import { pictureBox } from './letterbox.ts';
import { matte } from './matte.ts';
import type { RawVideo } from './rawVideo.ts';
import { paintVideo, toYuv } from './testing/paintVideo.ts';
import { yuvTable } from './yuvTable.ts';

const table = yuvTable({ matrix: 'bt709', range: 'tv' });
const legend = {
  ' ': rgba(38, 171, 64),
  g: rgba(46, 178, 72),
  s: rgba(31, 138, 51),
  '#': rgba(40, 28, 36),
  r: rgba(208, 52, 60),
  '.': rgba(0, 0, 0),
};

/** The subject's samples as rows of characters, one for each 4 x 4 pixels. */
function matteOf(rows: readonly string[], colors: Readonly<Record<string, number>> = legend): readonly string[] {
  const { frames, video } = paintVideo([rows], colors, 4);
  const [frame] = frames;
  if (!frame) return [];
  const picture = pictureBox(frames, video);
  const background = fitBackground(frames, video, picture, table);
  const { isColorful } = background;
  const limits = {
    soft: 0.09,
    sure: isColorful ? 0.05 : 0.02,
    leastPiece: 8,
    leastHole: isColorful ? 8 : 48,
    removesShadow: true,
    removesHoles: true,
  };
  const found = matte(frame, video, picture, background, table, limits);
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
    return pictureBox(frames, video);
  };
  expect(box(['......', '      ', '  rr  ', '  rr  ', '......'], 8)).toMatchObject({ top: 8, bottom: 32 });
  expect(box(['. .. .', '.    .', '. rr .', '. .. .'], 8)).toMatchObject({ left: 8, right: 40, top: 0, bottom: 32 });
  expect(box(['......', '      ', '  rr  ', '      '], 8)).toMatchObject({ top: 0, bottom: 32 });
  expect(box(bars, 8)).toMatchObject({ top: 0, bottom: 48 });
});

const video: RawVideo = { width: 160, height: 120, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
const whole = { left: 0, top: 0, right: 160, bottom: 120 };
const confidenceOf = (colorAt: (x: number, y: number) => number): number =>
  fitBackground([toYuv(160, 120, colorAt)], video, whole, table).confidence;

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
