import { expect, test } from 'vitest';
import { frameAtTime, roundLength, timeOfFrame } from './frameTimes.ts';

const FRAMES = [{ duration: 100 }, { duration: 50 }, { duration: 150 }];

test('each frame is seen for as long as it says, round after round', () => {
  expect(roundLength(FRAMES)).toBe(300);
  expect([0, 99, 100, 149, 150, 299, 300, 405, -1].map((time) => frameAtTime(FRAMES, time))).toEqual([
    0, 0, 1, 1, 2, 2, 0, 1, 2,
  ]);
  expect([0, 1, 2].map((frame) => timeOfFrame(FRAMES, frame))).toEqual([0, 100, 150]);
  expect(frameAtTime([], 10)).toBe(0);
});
