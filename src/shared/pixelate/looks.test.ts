import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import type { RawVideo } from './rawVideo.ts';
import { cutClip } from './testing/cutClip.ts';
import { paintVideo, showFrame, toYuv } from './testing/paintVideo.ts';

const legend = {
  ' ': rgba(150, 152, 148),
  '#': rgba(40, 28, 36),
  r: rgba(208, 52, 60),
  s: rgba(176, 44, 54),
  y: rgba(244, 204, 96),
};
const options: ClipSettings = {
  ...DEFAULT_CLIP,
  width: 12,
  height: 6,
  loop: { kind: 'off' },
  crop: 'picture',
  background: { kind: 'keep' },
  dropDuplicates: false,
};
const video: RawVideo = { width: 96, height: 48, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };

/** Colours with a little noise that is different in each frame but always the same. */
function noisy(colorAt: (x: number, y: number) => number, count: number, strength: number): readonly Uint8Array[] {
  return Array.from({ length: count }, (_, t) =>
    toYuv(video.width, video.height, (x, y) => {
      const color = colorAt(x, y);
      // One value for the whole cell, as a codec makes blocks brighter and darker.
      const place = (x >> 3) * 7919 + (y >> 3) * 104729 + t * 1299709;
      const noise = Math.round(strength * Math.sin(place * 12.9898));
      return rgba((color & 255) + noise, ((color >>> 8) & 255) + noise, ((color >>> 16) & 255) + noise);
    }),
  );
}

test('what stands still stays still, and where it does not is shown', () => {
  // The left half is one colour, the right half is in the middle between two entries.
  const palette = [rgba(60, 60, 60), rgba(120, 120, 120), rgba(132, 132, 132)];
  const frames = noisy((x) => (x < 48 ? rgba(60, 60, 60) : rgba(126, 126, 126)), 24, 3);
  const restless = cutClip(frames, video, { ...options, palette, steadiness: 0, mergeOrphans: false });
  const steady = cutClip(frames, video, { ...options, palette, steadiness: 0.04, mergeOrphans: false });
  expect(restless.report.flicker).toBeGreaterThan(150);
  expect(steady.report.flicker).toBe(0);
  expect(steady.overlays.flicker.every((value) => value === 0)).toBe(true);
  const halves = [...restless.overlays.flicker].map((value, i) => (i % 12 < 6 ? value === 0 : value > 40));
  expect(halves.every(Boolean)).toBe(true);
});

test('a thin dark line breaks, and is kept where outlines are wanted', () => {
  // A slanting line six pixels wide over cells of eight.
  const frame = toYuv(video.width, video.height, (x, y) => {
    const isLine = Math.abs(y - 8 - x / 3) < 2.9;
    return isLine ? legend['#'] : legend.y;
  });
  const shown = (outline: number): readonly string[] =>
    showFrame(cutClip([frame], video, { ...options, outline, mergeOrphans: false }).clip, 0, legend);
  const holes = (rows: readonly string[]): number =>
    [...(rows[0] ?? '')].filter((_, x) => rows.every((row) => row[x] !== '#')).length;
  expect(shown(0).slice(1, 5)).toEqual(['##yyyyyyyyyy', 'yyy##yyyyyyy', 'yyyyyy##yyyy', 'yyyyyyyyy##y']);
  expect(shown(0.2).slice(1, 5)).toEqual(['###yyyyyyyyy', 'yyy###yyyyyy', 'yyyyyy###yyy', 'yyyyyyyyy###']);
  expect(holes(shown(0.2))).toBe(0);
  expect(holes(shown(0))).toBeGreaterThan(0);
});

test('noise of one pixel joins its neighbours; what is plainly of another colour stays', () => {
  const rows = ['rrrrrrrrrrrr', 'rrrnrrrryrrr', 'rrrrrrrrrrrr', 'rrrrrrrrrsrr', 'rrrrrrrrrssr', 'rrrrrrrrrrrr'];
  // A little nearer to s than to r.
  const { frames } = paintVideo([rows], { ...legend, n: rgba(190, 47, 56) }, 8);
  const shown = (mergeOrphans: boolean): readonly string[] =>
    showFrame(cutClip(frames, video, { ...options, palette: Object.values(legend), mergeOrphans }).clip, 0, legend);
  expect(shown(true)).toEqual(rows.map((row) => row.replace('n', 'r')));
  expect(shown(false)).toEqual(rows.map((row) => row.replace('n', 's')));
});

test('where the subject covers only a part of its cells is shown, and how much makes a pixel is chosen', () => {
  // The subject ends in the middle of a cell at the right, and a quarter into one at the bottom.
  const frame = toYuv(video.width, video.height, (x, y) =>
    x >= 16 && x < 44 && y >= 8 && y < 26 ? legend.r : legend[' '],
  );
  const cut = (coverage: number) =>
    cutClip([frame], video, { ...options, quality: 8, background: { kind: 'auto' }, coverage });
  expect(showFrame(cut(0.4).clip, 0, legend)).toEqual([
    '............',
    '..rrrr......',
    '..rrrr......',
    '............',
    '............',
    '............',
  ]);
  expect(showFrame(cut(0.7).clip, 0, legend)[1]).toBe('..rrr.......');
  expect(showFrame(cut(0.2).clip, 0, legend)[3]).toBe('..rrr.......');
  const [map] = cut(0.5).overlays.coverage;
  const rows = [0, 1, 2, 3].map((y) =>
    Array.from(map?.subarray(12 * y, 12 * y + 7) ?? [], (value) => Math.round(value / 64)),
  );
  expect(rows).toEqual([
    [0, 0, 0, 0, 0, 0, 0],
    [0, 0, 4, 4, 4, 2, 0],
    [0, 0, 4, 4, 4, 2, 0],
    [0, 0, 1, 1, 1, 1, 0],
  ]);
});

test('frames of a part of the video, each with its time, from what was decoded', () => {
  const frames = Array.from({ length: 24 }, (_, t) =>
    toYuv(96, 48, (x) => (x >> 3 === t % 12 ? legend['#'] : legend.y)),
  );
  const late: RawVideo = { ...video, from: 5 };
  const { clip, report } = cutClip(frames, late, { ...options, range: { from: 5.5, to: 6 }, frames: [4, 0] });
  expect(report.frameTotal).toBe(6);
  expect(report.frames).toEqual([
    { number: 4, seconds: 70 / 12 },
    { number: 0, seconds: 66 / 12 },
  ]);
  expect(showFrame(clip, 0, legend)[0]).toBe('yyyyyyyyyy#y');
  expect(showFrame(clip, 1, legend)[0]).toBe('yyyyyy#yyyyy');
});
