import { expect, test } from 'vitest';
import type { ClipReport } from '../../shared/clip/clipReport.ts';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { finerPlan, holds, longestRange, planDecode } from './decodePlan.ts';

const HD = { codec: 'h264', width: 1280, height: 720, fps: 24, seconds: 5, matrix: undefined, isCover: false };
const found = (width: number, height: number): ClipReport => ({
  area: { x: 0, y: 0, width, height },
  backgroundConfidence: 1,
  grid: null,
  loops: [],
  seam: null,
  frames: [],
  frameTotal: 60,
  colorCount: 1,
  flicker: 0,
  offPalette: 0,
  pivot: null,
  warnings: [],
});

test('as many samples as are wanted, for a subject that fills most of the picture', () => {
  const plan = planDecode(HD, DEFAULT_CLIP);
  // 80 % of 720 lines are 64 cells of 9 pixels; six samples of each.
  expect(plan).toMatchObject({ fps: 12, frameCount: 60, width: 854, height: 480 });
  expect(plan.bytes).toBe(60 * 854 * 480 * 1.5);
  expect(planDecode(HD, { ...DEFAULT_CLIP, crop: 'picture' })).toMatchObject({ width: 384, height: 216 });
  expect(planDecode(HD, { ...DEFAULT_CLIP, range: { from: 1, to: 2 } })).toMatchObject({
    span: { first: 12, end: 24 },
    frameCount: 12,
  });
  const grid = { kind: 'cell', cell: 12 } as const;
  expect(planDecode(HD, { ...DEFAULT_CLIP, grid })).toMatchObject({ width: 640, height: 360 });
});

test('decoded again, finer, only for a subject that is much smaller than expected', () => {
  const plan = planDecode(HD, DEFAULT_CLIP);
  expect(finerPlan(plan, HD, DEFAULT_CLIP, found(576, 576))).toBeUndefined();
  expect(finerPlan(plan, HD, DEFAULT_CLIP, found(420, 420))).toBeUndefined();
  const finer = finerPlan(plan, HD, DEFAULT_CLIP, found(200, 200));
  expect(finer).toMatchObject({ width: 1280, height: 720, scale: 1 });
  if (finer) expect(finerPlan(finer, HD, DEFAULT_CLIP, found(200, 200))).toBeUndefined();
});

test('decoded again, finer, for a picture that turns out to have black bars', () => {
  const whole = { ...DEFAULT_CLIP, width: 128, height: 54, crop: 'picture' } as const;
  const plan = planDecode(HD, whole);
  expect(plan.scale).toBeCloseTo(0.45, 2);
  // Wider than the picture: 54 cells are all of its height.
  expect(finerPlan(plan, HD, whole, found(1707, 720))).toBeUndefined();
  expect(finerPlan(plan, HD, whole, found(1280, 540))).toMatchObject({ width: 768, height: 432 });
});

test('where there is no memory for a finer pass, the first one stands', () => {
  const large = { ...DEFAULT_CLIP, width: 256, height: 256 };
  const plan = planDecode(HD, large);
  expect(plan.scale).toBeGreaterThan(0.9);
  expect(finerPlan(plan, HD, large, found(300, 300))).toBeUndefined();
});

test('what is held serves parts of it, at the same rate, as coarse or coarser', () => {
  const plan = planDecode(HD, { ...DEFAULT_CLIP, range: { from: 1, to: 3 } });
  expect(holds(plan, { first: 12, end: 36 }, 12, plan.scale)).toBe(true);
  expect(holds(plan, { first: 20, end: 21 }, 12, plan.scale / 2)).toBe(true);
  expect(holds(plan, { first: 11, end: 20 }, 12)).toBe(false);
  expect(holds(plan, { first: 20, end: 37 }, 12)).toBe(false);
  expect(holds(plan, { first: 12, end: 36 }, 24)).toBe(false);
  expect(holds(plan, { first: 12, end: 36 }, 12, plan.scale * 1.1)).toBe(false);
});

test('a range as long as the longest can be decoded, of videos of any size', () => {
  for (const [width, height] of [
    [160, 120],
    [1280, 720],
    [720, 1280],
    [3840, 2160],
  ] as const) {
    const facts = { ...HD, width, height, seconds: 600 };
    const to = longestRange(facts);
    expect(to).toBeGreaterThan(30);
    const settings = { ...DEFAULT_CLIP, crop: 'picture', range: { from: 0, to } } as const;
    expect(planDecode(facts, settings).frameCount).toBe(12 * to);
  }
});
