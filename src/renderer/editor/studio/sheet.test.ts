import { expect, test } from 'vitest';
import type { SheetFrame } from './draft.ts';
import { clipFrameAt, keptCount, moveFrame, placeOfClipFrame, sheetOf, toggleFrame } from './sheet.ts';

/** '0 1 -2': the frames by their numbers; a dropped one has a stroke before it. */
function sheet(text: string): readonly SheetFrame[] {
  return text.split(' ').map((word) => ({ number: Math.abs(Number(word)), kept: !word.startsWith('-') }));
}

const textOf = (frames: readonly SheetFrame[]) =>
  frames.map(({ number, kept }) => (kept ? String(number) : `-${number}`)).join(' ');

test('without a choice of its own the sheet shows what was cut', () => {
  const frames = [4, 5].map((number) => ({ number, seconds: 0 }));
  expect(textOf(sheetOf(null, frames))).toBe('4 5');
  expect(textOf(sheetOf(sheet('5 -4'), frames))).toBe('5 -4');
});

test('a frame is dropped and taken back, the last one stays', () => {
  expect(textOf(toggleFrame(sheet('1 2 3'), 1))).toBe('1 -2 3');
  expect(textOf(toggleFrame(sheet('1 -2 3'), 1))).toBe('1 2 3');
  expect(textOf(toggleFrame(sheet('-1 2'), 1))).toBe('-1 2');
});

test.each([
  [0, 2, '2 3 1'],
  [2, 0, '3 1 2'],
  [1, 9, '1 3 2'],
  [1, -4, '2 1 3'],
  [1, 1, '1 2 3'],
])('the frame at %i goes to %i', (from, to, expected) => {
  expect(textOf(moveFrame(sheet('1 2 3'), from, to))).toBe(expected);
});

test('places of the sheet and frames of the clip find each other past what was dropped', () => {
  const frames = sheet('7 -8 9 -6 5');
  expect(keptCount(frames)).toBe(3);
  expect(frames.map((_, at) => clipFrameAt(frames, at))).toEqual([0, null, 1, null, 2]);
  expect([0, 1, 2, 3].map((frame) => placeOfClipFrame(frames, frame))).toEqual([0, 2, 4, -1]);
});
