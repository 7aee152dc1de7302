import { expect, test } from 'vitest';
import type { ClipReport } from '../../shared/clip/clipReport.ts';
import { DEFAULT_CLIP } from '../../shared/clip/clipSettings.ts';
import { fromTheStart } from './fromTheStart.ts';

function report(start: number, length: number, numbers: readonly number[]): ClipReport {
  return {
    area: { x: 0, y: 0, width: 1, height: 1 },
    backgroundConfidence: null,
    grid: null,
    loops: length === 0 ? [] : [{ start, length, seam: 0 }],
    seam: null,
    frames: numbers.map((number) => ({ number, seconds: number / 12 })),
    frameTotal: 60,
    colorCount: 0,
    flicker: 0,
    offPalette: 0,
    pivot: null,
    warnings: [],
  };
}

test.each([
  ['a cycle from the middle of the motion on', 7, 5, [7, 8, 9, 10, 11], [10, 11, 7, 8, 9]],
  ['one whose frame at the start stands for several', 7, 5, [7, 9, 11], [9, 11, 7]],
  ['one that begins where the video does', 0, 3, [0, 1, 2], null],
  ['one that begins so a cycle later', 6, 3, [6, 7, 8], null],
])('%s', (_, start, length, numbers, frames) => {
  expect(fromTheStart(DEFAULT_CLIP, report(start, length, numbers)).frames).toEqual(frames);
});

test('without a cycle, or where something else was asked for, all stays as it is', () => {
  const found = report(7, 5, [7, 8, 9, 10, 11]);
  for (const settings of [
    { ...DEFAULT_CLIP, loop: { kind: 'off' } as const },
    { ...DEFAULT_CLIP, frames: [3, 4] },
  ]) {
    expect(fromTheStart(settings, found)).toBe(settings);
  }
  expect(fromTheStart(DEFAULT_CLIP, report(0, 0, [0, 1]))).toBe(DEFAULT_CLIP);
});
