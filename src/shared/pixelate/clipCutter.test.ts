import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import { ClipCutter } from './clipCutter.ts';
import { cutClip } from './testing/cutClip.ts';
import { paintVideo, showFrame, toYuv } from './testing/paintVideo.ts';
import { wholeTable } from './testing/wholeTable.ts';

const legend = {
  ' ': rgba(150, 152, 148),
  '#': rgba(40, 28, 36),
  r: rgba(208, 52, 60),
  y: rgba(244, 204, 96),
  b: rgba(64, 96, 200),
  w: rgba(250, 248, 240),
};

const options: ClipSettings = {
  ...DEFAULT_CLIP,
  width: 16,
  height: 12,
  colorCount: 16,
  loop: { kind: 'off' },
  crop: 'picture',
};

const hero = [
  '                ',
  '     ######     ',
  '    #rrrrrr#    ',
  '    #rwrrwr#    ',
  '    #rrrrrr#    ',
  '     #yyyy#     ',
  '    #yyyyyy#    ',
  '   ##y####y##   ',
  '   #b#b##b#b#   ',
  '    ##b##b##    ',
  '     ##  ##     ',
  '                ',
];
const asDrawn = hero.map((row) => row.replaceAll(' ', '.'));

test('what was drawn in cells comes back cell for cell, the backdrop transparent', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const { clip, report } = cutClip(frames, video, options);
  expect(showFrame(clip, 0, legend)).toEqual(asDrawn);
  expect(clip.palette).toHaveLength(6);
  expect(clip.palette[0]).toBe(0);
  expect(report).toMatchObject({ colorCount: 5, flicker: 0, warnings: [] });
  expect(report.backgroundConfidence).toBeGreaterThan(0.9);
});

test('the subject fills the sprite and stands on the ground, the same grid for all frames', () => {
  const small = ['          ', '          ', '   ##     ', '   rr     ', '          ', '          '];
  const high = ['          ', '   ##     ', '   rr     ', '          ', '          ', '          '];
  const { frames, video } = paintVideo([small, high], legend, 16);
  const { clip, report } = cutClip(frames, video, { ...options, width: 6, height: 6, crop: 'subject' });
  expect(report.area).toMatchObject({ width: 48, height: 48 });
  expect(showFrame(clip, 0, legend)).toEqual(['......', '......', '.####.', '.####.', '.rrrr.', '.rrrr.']);
  expect(showFrame(clip, 1, legend)).toEqual(['.####.', '.####.', '.rrrr.', '.rrrr.', '......', '......']);
});

test('kept backdrops and unplain ones stay, and the picture is fitted whole', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const kept = cutClip(frames, video, { ...options, background: { kind: 'keep' }, height: 16 });
  expect(showFrame(kept.clip, 0, legend)).toEqual([
    '.'.repeat(16),
    '.'.repeat(16),
    ...hero,
    '.'.repeat(16),
    '.'.repeat(16),
  ]);
  const noise = Array.from({ length: 128 * 96 }, (_, i) => ((i * 2654435761) >>> 9) & 0xff);
  const noisy = toYuv(128, 96, (x, y) => rgba(noise[y * 128 + x] ?? 0, noise[(y * 128 + x) ^ 77] ?? 0, 90));
  const refused = cutClip([noisy], video, options);
  expect(refused.report.warnings).toEqual(['background_not_found']);
  expect(refused.clip.frames[0]?.indices.includes(0)).toBe(false);
});

test('the backdrop is judged by the whole clip, not by its first frames', () => {
  const dark = hero.map((row) => row.replaceAll(/./g, '#'));
  const pictures = Array.from({ length: 80 }, (_, t) => (t < 8 ? dark : moved(hero, 0, t % 8)));
  const { frames, video } = paintVideo(pictures, legend, 8);
  const { clip } = cutClip(frames, video, options);
  expect(showFrame(clip, clip.frames.length - 1, legend)).toEqual(moved(asDrawn, 0, 7, '.'));
});

test('a picture of nothing but backdrop is left as it is', () => {
  const { frames, video } = paintVideo([hero.map(() => ' '.repeat(16))], legend, 8);
  const { clip, report } = cutClip(frames, video, options);
  expect(report.warnings).toEqual(['no_subject']);
  expect(showFrame(clip, 0, legend)).toEqual(hero.map(() => ' '.repeat(16)));
});

test('a colour pointed at that is not there removes nothing', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const { clip, report, overlays } = cutClip(frames, video, {
    ...options,
    background: { kind: 'key', color: rgba(0, 255, 0) },
  });
  expect(report.warnings).toEqual(['background_not_found']);
  expect(showFrame(clip, 0, legend)).toEqual(hero);
  expect([report.pivot, overlays.coverage]).toEqual([null, []]);
  const found = cutClip(frames, video, { ...options, background: { kind: 'key', color: legend[' '] } });
  expect(showFrame(found.clip, 0, legend)).toEqual(asDrawn);
});

test('before a texture nothing is removed until one of its colours is pointed at', () => {
  const woven = { ...legend, ' ': rgba(96, 130, 70), g: rgba(124, 154, 88), d: rgba(68, 102, 56) };
  const weave = (x: number, y: number): string => [' ', 'g', 'd'][(2 * x + 5 * y + ((x * y) % 3)) % 3] ?? ' ';
  const rows = hero.map((row, y) => [...row].map((char, x) => (char === ' ' ? weave(x, y) : char)).join(''));
  const { frames, video } = paintVideo([rows], woven, 8);
  expect(cutClip(frames, video, options).report.warnings).toEqual(['background_not_found']);
  const keyed = cutClip(frames, video, { ...options, background: { kind: 'key', color: rgba(100, 132, 72) } });
  expect(keyed.report.warnings).toEqual([]);
  expect(showFrame(keyed.clip, 0, legend)).toEqual(asDrawn);
});

test('a given palette is a lock', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const palette = [legend.r, legend['#'], rgba(0, 0, 0, 0), rgba(9, 200, 9, 128), legend.w, legend.r];
  const { clip, report, overlays } = cutClip(frames, video, { ...options, palette });
  expect(clip.palette).toEqual([0, legend.r, legend['#'], legend.w]);
  // It has no yellow and no blue.
  expect(report.warnings).toEqual(['palette_lacks_colors']);
  expect(report.offPalette).toBeGreaterThan(200);
  const far = Array.from(overlays.offPalette[0] ?? [], (value) => (value > 100 ? '#' : '.')).join('');
  expect(far.match(/.{16}/g)).toEqual(
    asDrawn.map((row) => row.replaceAll(/[yb]/g, '!').replaceAll(/[^!]/g, '.').replaceAll('!', '#')),
  );
  const enough = cutClip(frames, video, { ...options, palette: Object.values(legend) });
  expect(enough.report).toMatchObject({ warnings: [], colorCount: 6 });
  expect(showFrame(enough.clip, 0, legend)).toEqual(asDrawn);
});

test('fewer colours than were drawn', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const { clip } = cutClip(frames, video, { ...options, colorCount: 2 });
  expect(clip.palette).toHaveLength(3);
});

test('equal neighbours become one frame, and the time stays', () => {
  const blink = hero.map((row) => row.replaceAll('w', 'r'));
  const { frames, video } = paintVideo([hero, hero, hero, blink, hero], legend, 8);
  const { clip } = cutClip(frames, video, options);
  expect(clip.frames.map(({ duration }) => duration)).toEqual([250, 83, 84]);
});

test('a coarse pass has all frames, the same ones, and is exact where the samples are at hand', () => {
  const pictures = Array.from({ length: 9 }, (_, t) => moved(hero, 0, t));
  const { frames, video } = paintVideo(pictures, legend, 8);
  const cutter = new ClipCutter(video);
  cutter.expect(options);
  for (const frame of frames) cutter.add(frame);
  const told: number[] = [];
  const coarse = cutter.cut(options, 'coarse', (fraction) => told.push(fraction));
  expect(told).toEqual(told.toSorted((p, q) => p - q));
  expect(told.at(-1)).toBe(1);
  const exact = cutter.cut(options, 'exact');
  expect([coarse.isExact, exact.isExact]).toEqual([false, true]);
  expect(coarse.report.frames).toEqual(exact.report.frames);
  expect(showFrame(coarse.clip, 4, legend)).toEqual(showFrame(exact.clip, 4, legend));
  // The blade of the frame before stands in for this one's.
  expect(showFrame(coarse.clip, 5, legend)).toEqual(showFrame(exact.clip, 4, legend));
  expect(cutter.cut(options, 'coarse')).toEqual(exact);
  const fewer = { ...options, colorCount: 3, outline: 0.1 };
  expect(cutter.cut(fewer, 'coarse')).toEqual(cutClip(frames, video, fewer));
});

test('without a backdrop a picture is sampled while frames come, and what shows one later changes nothing', () => {
  const noise = (t: number): Uint8Array =>
    toYuv(128, 96, (x, y) =>
      rgba(((x + t) * 2654435761) >>> 24, ((y ^ x) * 2246822519) >>> 24, (y * 3266489917) >>> 24),
    );
  const scene = Array.from({ length: 24 }, (_, t) => noise(t));
  const walk = paintVideo(
    Array.from({ length: 60 }, (_, t) => moved(hero, 0, t % 8)),
    legend,
    8,
  );
  const cases: readonly (readonly [readonly Uint8Array[], ClipSettings, boolean])[] = [
    [scene, options, true],
    [scene, { ...options, grid: { kind: 'auto' } }, false],
    [scene, { ...options, sampler: 'majority' }, true],
    [[...scene.slice(0, 8), ...walk.frames], options, false],
    // By the 16th frame it is plain that the first eight had told too little.
    [[...walk.frames.slice(0, 8), ...scene], options, true],
    [walk.frames, { ...options, background: { kind: 'keep' } }, true],
  ];
  for (const [frames, settings, isAtHand] of cases) {
    const cutter = new ClipCutter(walk.video);
    cutter.expect(settings);
    for (const frame of frames) cutter.add(frame);
    // A quick look that is exact has found its samples.
    const look = cutter.cut(settings, 'coarse');
    expect(look.isExact).toBe(isAtHand);
    const exact = cutter.cut(settings, 'exact');
    if (isAtHand) expect(look).toEqual(exact);
    expect(exact).toEqual(cutClip(frames, walk.video, settings));
  }
});

test('samples that voted for one palette vote for another as if they were taken anew', () => {
  const pictures = Array.from({ length: 5 }, (_, t) => moved(hero, 0, t));
  const { frames, video } = paintVideo(pictures, legend, 8);
  const cutter = new ClipCutter(video);
  for (const frame of frames) cutter.add(frame);
  const voting: ClipSettings = { ...options, sampler: 'majority' };
  cutter.cut(voting, 'exact');
  const others: readonly ClipSettings[] = [
    { ...voting, colorCount: 3 },
    { ...voting, palette: [legend.r, legend['#'], legend.b] },
    { ...voting, palette: [] },
    voting,
  ];
  for (const other of others) expect(cutter.cut(other, 'coarse')).toEqual(cutClip(frames, video, other));
});

test('one cycle is kept where a loop is asked for', () => {
  const bob = [0, 0, 1, 1, 2, 2, 1, 1];
  const pictures = Array.from({ length: 32 }, (_, t) => moved(hero, bob[t % 8] ?? 0, t % 8));
  const { frames, video } = paintVideo(pictures, legend, 8);
  const { clip, report } = cutClip(frames, video, { ...options, loop: { kind: 'auto' } });
  expect(report.loops[0]?.length).toBe(8);
  expect(clip.frames.reduce((sum, { duration }) => sum + duration, 0)).toBe(667);
  const short = cutClip(frames.slice(0, 4), video, { ...options, loop: { kind: 'auto' } });
  expect(short.report.warnings).toContain('no_loop');
  const still = cutClip(frames.slice(0, 1), video, { ...options, loop: { kind: 'auto' } });
  expect(still.report.warnings).toEqual([]);
});

function moved(picture: readonly string[], down: number, blade: number, none = ' '): readonly string[] {
  const empty = none.repeat(16);
  const rows = [...Array.from({ length: down }, () => empty), ...picture].slice(0, 12);
  return rows.map((row, y) => (y === blade + 2 ? `${row.slice(0, 13)}y${row.slice(14)}` : row));
}

test('colours stay what they are when a table for another kind of video is made in between', () => {
  const { frames, video } = paintVideo([hero], legend, 8);
  const cutter = new ClipCutter(video);
  for (const frame of frames) cutter.add(frame);
  cutter.cut(options, 'exact');
  wholeTable({ matrix: 'bt601', range: 'pc' });
  const { clip } = cutter.cut({ ...options, sampler: 'area', matteSure: options.matteSure / 2 }, 'exact');
  expect(showFrame(clip, 0, legend)).toEqual(asDrawn);
});
