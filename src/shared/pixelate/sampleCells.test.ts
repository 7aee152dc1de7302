import { expect, test } from 'vitest';
import { SAMPLERS, type Sampler } from '../clip/clipSettings.ts';
import { rgba } from '../sprite/color.ts';
import { ballotSampler } from './cellBallots.ts';
import { type CellSamples, COVERAGE, FIELDS, SHARE } from './cellSamples.ts';
import { EDGE, INSIDE, type Matte } from './matte.ts';
import { colorToOklab, oklabDistance } from './oklab.ts';
import { paletteVotes } from './paletteVotes.ts';
import { cellSampler, type SamplerOptions } from './sampleCells.ts';
import { type Spill, spillOf } from './spill.ts';
import { paintVideo } from './testing/paintVideo.ts';

const legend = {
  r: rgba(208, 52, 60),
  '#': rgba(40, 28, 36),
  y: rgba(244, 204, 96),
  g: rgba(38, 171, 64),
  k: rgba(90, 110, 60),
};
/** Mixtures that a cell may turn out as. */
const mixed = { 'r~': rgba(167, 47, 53), 'r=': rgba(125, 40, 48), 'r#': rgba(104, 37, 46), '#~': rgba(70, 33, 41) };

interface AnyOptions extends Omit<SamplerOptions, 'sampler'> {
  readonly sampler: Sampler;
  readonly colors: readonly number[];
}

function samplesOf(
  { sampler, colors, ...options }: AnyOptions,
  frame: Uint8Array = new Uint8Array(),
  matte?: Matte,
): CellSamples {
  return sampler === 'majority'
    ? paletteVotes(colors, options)(ballotSampler(options)(frame, matte))
    : cellSampler({ ...options, sampler })(frame, matte);
}

/** The colour of each cell, eight characters wide and high, by the name of the nearest one. */
function sampled(
  rows: readonly string[],
  sampler: Sampler,
  more: Partial<SamplerOptions> & { readonly matte?: Matte } = {},
): readonly string[] {
  const { frames, video } = paintVideo([rows], legend, 2);
  const [width, height] = [(rows[0]?.length ?? 0) / 8, rows.length / 8];
  const grid = { x: 0, y: 0, cellWidth: 16, cellHeight: 16, width, height };
  const area = { left: 0, top: 0, right: video.width, bottom: video.height };
  const colors = [legend.r, legend['#'], legend.y];
  const options = { video, area, grid, spill: undefined, side: 8, sampler, detail: 1, colors, ...more };
  const samples = samplesOf(options, frames[0], more.matte);
  return Array.from({ length: width * height }, (_, cell) => {
    const from = cell * FIELDS + ((samples[cell * FIELDS + SHARE] ?? 0) >= 0.5 ? 0 : 3);
    const [lightness = 0, a = 0, b = 0] = samples.subarray(from, from + 3);
    if (samples[cell * FIELDS + COVERAGE] === 0) return '.';
    const far = (color: number): number => oklabDistance({ lightness, a, b }, colorToOklab(color));
    return Object.entries({ ...legend, ...mixed }).toSorted(([, p], [, q]) => far(p) - far(q))[0]?.[0] ?? '?';
  });
}

// Three cells: one with a dark line through a third of it, a plain one, one that is dark but for its middle.
const line = ['r##rrrrr', 'rrrrrrrr', '########'];
const core = ['r##rrrrr', 'rrrrrrrr', '##rrrr##'];
const picture = [0, 1, 2, 3, 4, 5, 6, 7].map((y) => (y >= 2 && y < 6 ? core : line).join(''));

test.each([
  ['centroid', ['r', 'r', 'r']],
  ['majority', ['r', 'r', 'r']],
  ['nearest', ['r', 'r', 'r']],
  ['area', ['r~', 'r', '#~']],
  ['dpid', ['r#', 'r', '#~']],
] as const)('%s', (sampler, cells) => {
  expect(sampled(picture, sampler)).toEqual(cells);
});

test('the more detail is asked for, the more counts what differs; none of it is the plain mean', () => {
  expect(sampled(picture, 'dpid', { detail: 0 })).toEqual(sampled(picture, 'area'));
  expect(sampled(picture, 'dpid', { detail: 0.3 })[0]).toBe('r~');
});

test('the other colour of a cell and the share of the first are told too', () => {
  const { frames, video } = paintVideo([picture], legend, 2);
  const grid = { x: 0, y: 0, cellWidth: 16, cellHeight: 16, width: 3, height: 1 };
  const area = { left: 0, top: 0, right: video.width, bottom: video.height };
  const options = { video, area, grid, spill: undefined, detail: 0, colors: [legend.y, legend['#'], legend.r] };
  const shares = (['centroid', 'majority'] as const).map((sampler) => {
    const samples = samplesOf({ ...options, side: 8, sampler }, frames[0]);
    const first = samples[SHARE] ?? 0;
    return (samples[0] ?? 0) > (samples[3] ?? 0) ? first : 1 - first;
  });
  // The line covers 16 of 64 samples, those in the middle counting more, and 4 of the 16 in the middle.
  expect(shares[0]).toBeCloseTo(0.83);
  expect(shares[1]).toBe(0.75);
});

test('what is not the subject is not sampled, by any sampler', () => {
  const { video } = paintVideo([picture], legend, 2);
  const half = video.width / 2;
  // Of the first cell only the line's own place, of the second nothing.
  const matte = Uint8Array.from({ length: half * (video.height / 2) }, (_, i) => {
    const x = i % half;
    return x >= 16 || x === 1 || x === 2 ? INSIDE : 0;
  });
  for (const sampler of SAMPLERS) {
    const [first, second] = sampled(picture, sampler, { matte });
    expect([sampler, first, second]).toEqual([sampler, '#', '.']);
  }
});

test("a screen's light on a thin rim is taken away", () => {
  const rim = Array.from({ length: 8 }, () => 'gggkkggg');
  const matte = Uint8Array.from({ length: 64 }, (_, i) => (i % 8 === 3 || i % 8 === 4 ? EDGE : 0));
  const { frames, video } = paintVideo([rim], legend, 2);
  const grid = { x: 0, y: 0, cellWidth: 16, cellHeight: 16, width: 1, height: 1 };
  const options = { video, grid, area: { left: 0, top: 0, right: 16, bottom: 16 }, detail: 0 };
  const chroma = (spill: Spill | undefined): number => {
    const sample = cellSampler({ ...options, spill, side: 8, sampler: 'centroid' });
    const [, a = 0, b = 0] = sample(frames[0] ?? new Uint8Array(), matte);
    return Math.hypot(a, b);
  };
  expect(chroma(undefined)).toBeGreaterThan(0.05);
  const { a, b } = colorToOklab(rgba(90, 90, 60));
  expect(chroma(spillOf(legend.g))).toBeCloseTo(Math.hypot(a, b), 1);
});

/** Of one cell, by the samples of its matte. */
function coverageOf(rows: readonly string[], sampler: Sampler): number {
  const { frames, video } = paintVideo([rows.map((row) => row.replaceAll('.', 'g').replaceAll('#', 'r'))], legend, 2);
  const grid = { x: 0, y: 0, cellWidth: 16, cellHeight: 16, width: 1, height: 1 };
  const area = { left: 0, top: 0, right: 16, bottom: 16 };
  const options = { video, area, grid, spill: undefined, side: 8, detail: 0, colors: [legend.r] };
  const matte = Uint8Array.from(rows.join(''), (char) => (char === '#' ? INSIDE : 0));
  return samplesOf({ ...options, sampler }, frames[0], matte)[COVERAGE] ?? 0;
}

test.each(['centroid', 'majority'] as const)(
  '%s: an edge covers what lies behind it, a rim around a cell less',
  (sampler) => {
    const [none, quarter, all] = ['........', '######..', '########'];
    expect(coverageOf([all, all, all, all, none, none, none, none], sampler)).toBe(0.5);
    expect(coverageOf(Array(8).fill(quarter), sampler)).toBe(0.75);
    expect(coverageOf([...Array(7).fill(none), all], sampler)).toBe(0.125);
    expect(coverageOf(Array(8).fill(all), sampler)).toBe(1);
    // 34 of 64 samples, as blur and codec make them of a notch.
    const notch = [all, all, all, '##......', '##......', '##......', '##......', '##......'];
    expect(coverageOf(notch, sampler)).toBeLessThan(0.45);
    // A line through the middle, of 24 samples.
    expect(coverageOf(Array(8).fill('..###...'), sampler)).toBeGreaterThan(0.5);
  },
);
