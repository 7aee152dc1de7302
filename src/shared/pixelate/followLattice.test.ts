import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import { followLattice } from './followLattice.ts';
import type { RawVideo } from './rawVideo.ts';
import { movedSketch, sketch, sketchDistance } from './sketch.ts';
import { cutClip } from './testing/cutClip.ts';
import { showFrame, toYuv } from './testing/paintVideo.ts';

const [width, height, cell] = [160, 120, 8];
const video: RawVideo = { width, height, fps: 12, from: 0, matrix: 'bt709', range: 'tv', pixel: 1 };
const picture = { left: 0, top: 0, right: width, bottom: height };
const legend = { ' ': rgba(150, 152, 148), '#': rgba(40, 28, 36), r: rgba(208, 52, 60), y: rgba(244, 204, 96) };
type Name = keyof typeof legend;

/** A figure of 8 x 6 cells whose foot steps from side to side, its corner at (x, y) pixels. */
const figure = (t: number): readonly string[] => [
  '        ',
  '  ####  ',
  ' #ryyr# ',
  ' #rrrr# ',
  '  ####  ',
  [' ##     ', '  ##    ', '   ##   ', '    ##  ', '     ## ', '    ##  ', '   ##   ', '  ##    '][t % 8] ?? '',
];
function frameAt(t: number, x: number, y: number): Uint8Array {
  const rows = figure(t);
  return toYuv(width, height, (i, j) => {
    const name = rows[Math.floor((j - y) / cell)]?.[Math.floor((i - x) / cell)] ?? ' ';
    return legend[name as Name];
  });
}
/** A camera that moves by a cell and a half to the right, and up and down again. */
const way = Array.from({ length: 32 }, (_, t) => ({
  x: 32 + Math.round((12 * t) / 31),
  y: 32 + Math.round(3 * Math.sin(t / 5)),
}));
const frames = way.map(({ x, y }, t) => frameAt(t, x, y));

test('cells are followed by fractions, over the end of one', () => {
  const places = followLattice(frames, video, picture, cell) ?? [];
  const first = places[0] ?? { x: 0, y: 0 };
  const off = places.map(({ x, y }, t) => {
    const wanted = way[t] ?? { x: 0, y: 0 };
    return Math.max(Math.abs(x - first.x - wanted.x + 32), Math.abs(y - first.y - wanted.y + 32));
  });
  expect(Math.max(...off)).toBeLessThan(1);
});

test('what stands still, and what has no cells, is not followed', () => {
  const still = way.map((_, t) => frameAt(t, 32, 32));
  expect(followLattice(still, video, picture, cell)).toBeUndefined();
  const noise = way.map((_, t) =>
    toYuv(width, height, (x, y) => rgba(((x * 7919 + y * 104729 + t * 31) >>> 2) & 255, 90, 90)),
  );
  expect(followLattice(noise, video, picture, cell)).toBeUndefined();
});

test('a sketch that is moved back is that of the frame that stood still', () => {
  const at = (x: number, y: number): Uint8Array => frameAt(0, x, y);
  const straight = movedSketch(at(32, 32), video, picture, { x: 0, y: 0 });
  const moved = movedSketch(at(37, 30), video, picture, { x: 5, y: -2 });
  expect(sketchDistance(straight, moved)).toBeLessThan(
    sketchDistance(sketch(at(32, 32), video), sketch(at(37, 30), video)) / 4,
  );
});

test('a drifting camera leaves the cells as they were drawn, and the cycle as it is', () => {
  const settings: ClipSettings = { ...DEFAULT_CLIP, width: 20, height: 15, crop: 'picture', align: 'drift' };
  const { clip, report } = cutClip(frames, video, settings);
  expect(report.loops[0]?.length).toBe(8);
  const start = report.frames[0]?.number ?? 0;
  for (const [t] of clip.frames.entries()) {
    const rows = showFrame(clip, t, legend).map((row) => row.slice(4, 12));
    expect(rows.slice(4, 10)).toEqual(figure(start + t).map((row) => row.replaceAll(' ', '.')));
  }
});
