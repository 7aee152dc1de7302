import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import type { CutClip } from './clipCutter.ts';
import { cutClip } from './testing/cutClip.ts';
import { paintVideo, showFrame } from './testing/paintVideo.ts';

const legend = { ' ': rgba(40, 170, 60), '#': rgba(40, 28, 36), r: rgba(208, 52, 60), y: rgba(244, 204, 96) };
const options: ClipSettings = { ...DEFAULT_CLIP, loop: { kind: 'off' }, dropDuplicates: false, mergeOrphans: false };

function cut(pictures: readonly (readonly string[])[], cell: number, settings: Partial<ClipSettings>): CutClip {
  const { frames, video } = paintVideo(pictures, legend, cell);
  return cutClip(frames, video, { ...options, ...settings });
}

/** A little figure whose upper left corner is at (x, y), on 24 x 16 cells. */
function figureAt(x: number, y: number): readonly string[] {
  const figure = ['.##.', '#rr#', '#yy#', '.##.'];
  return Array.from({ length: 16 }, (_, row) =>
    Array.from({ length: 24 }, (_, column) => {
      const char = figure[row - y]?.[column - x] ?? '.';
      return char === '.' ? ' ' : char;
    }).join(''),
  );
}
const figure = ['......', '......', '..##..', '.#rr#.', '.#yy#.', '..##..'];

test("cells are laid along the video's own, found or told, and the size that would show the same is told", () => {
  const pictures = [figureAt(5, 6), figureAt(5, 6)];
  for (const grid of [{ kind: 'auto' }, { kind: 'cell', cell: 10 }] as const) {
    const { clip, report } = cut(pictures, 10, { width: 6, height: 6, grid });
    expect(showFrame(clip, 0, legend)).toEqual(figure);
    expect(report.area).toMatchObject({ width: 60, height: 60 });
    expect(report.area.x % 10).toBeCloseTo(0, 0);
  }
  const { report } = cut(pictures, 10, { width: 12, height: 12 });
  expect(report.grid).toMatchObject({ width: 4, height: 4 });
  expect(report.grid?.cell).toBeCloseTo(10, 1);
  expect(report.area.width).toBeCloseTo(40);
});

test('with the own cells a subject may be too large for the frames, and is cut off above', () => {
  const grid = { kind: 'cell', cell: 10 } as const;
  const { clip, report } = cut([figureAt(5, 6)], 10, { width: 4, height: 3, grid });
  expect(showFrame(clip, 0, legend)).toEqual(['#rr#', '#yy#', '.##.']);
  expect(report.warnings).toEqual(['size_too_small']);
  const fits = cut([figureAt(5, 6)], 10, { width: 4, height: 4, grid });
  expect(fits.report.warnings).toEqual([]);
});

test('cells that were told are laid though none are found', () => {
  const smooth = [Array.from({ length: 16 }, () => '                        ')];
  const { report } = cut(smooth, 10, { width: 24, height: 10, crop: 'picture', grid: { kind: 'cell', cell: 12 } });
  expect(report.area).toMatchObject({ width: 288, height: 120 });
  expect([report.grid, report.warnings]).toEqual([null, ['size_too_small', 'no_subject']]);
});

test('an area is taken exactly, cells as wide and as high as that makes them', () => {
  const area = { x: 40, y: 50, width: 60, height: 60 };
  const { clip, report } = cut([figureAt(5, 6)], 10, { width: 6, height: 3, crop: area });
  expect(report.area).toEqual(area);
  expect(showFrame(clip, 0, legend)).toEqual(['..##..', '.#rr#.', '..##..']);
  const beyond = { x: -20, y: 50, width: 60, height: 60 };
  expect(cut([figureAt(0, 6)], 10, { width: 6, height: 6, crop: beyond }).report.area).toEqual(beyond);
  expect(showFrame(cut([figureAt(0, 6)], 10, { width: 6, height: 6, crop: beyond }).clip, 0, legend)).toEqual([
    '......',
    '...##.',
    '..#rr#',
    '..#yy#',
    '...##.',
    '......',
  ]);
});

test('on the ground: the lowest line is the same one in all frames, and the pivot is its middle', () => {
  const pictures = [figureAt(5, 6), figureAt(6, 8), figureAt(7, 3), figureAt(8, 6)];
  const { clip, report } = cut(pictures, 10, { width: 10, height: 6, align: 'ground', grid: { kind: 'auto' } });
  expect(showFrame(clip, 0, legend)).toEqual(figure.map((row) => `.${row}...`));
  expect(clip.frames.map(({ indices }) => Math.floor(indices.findLastIndex((index) => index > 0) / 10))).toEqual([
    5, 5, 5, 5,
  ]);
  expect(report.pivot?.y).toBe(5);
  const loose = cut(pictures, 10, { width: 10, height: 12, grid: { kind: 'auto' } });
  expect(new Set(loose.clip.frames.map(({ indices }) => indices.findLastIndex((index) => index > 0))).size).toBe(4);
});

test('drift is taken out of the frames, a jump is left in', () => {
  const pictures = Array.from({ length: 72 }, (_, t) => figureAt(2 + Math.floor(t / 6), t === 30 || t === 31 ? 5 : 8));
  const settings = { width: 12, height: 12, grid: { kind: 'auto' } } as const;
  const places = ({ clip }: CutClip): readonly (readonly [number, number])[] =>
    clip.frames.map(({ indices }) => {
      const last = indices.findLastIndex((index) => index > 0);
      return [last % 12, Math.floor(last / 12)];
    });
  const steady = places(cut(pictures, 10, { ...settings, align: 'drift' }));
  const columns = steady.map(([x]) => x);
  expect(Math.max(...columns) - Math.min(...columns)).toBeLessThanOrEqual(1);
  const rows = steady.map(([, y]) => y);
  expect((rows[29] ?? 0) - (rows[30] ?? 0)).toBe(3);
});
