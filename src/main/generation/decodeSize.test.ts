import { expect, test } from 'vitest';
import { affordableFrames, decodeSize } from './decodeSize.ts';

const hd = { width: 1280, height: 720, frameCount: 60 };
const sprite = { width: 64, height: 64 };

test.each([
  ['a subject of half the height', hd, 5.6, 4, { width: 914, height: 514 }],
  ['the whole picture', hd, 20, 4, { width: 256, height: 144 }],
  ['never more than there is', hd, 2, 6, { width: 1280, height: 720, scale: 1 }],
  [
    'small pictures by even factors',
    { width: 48, height: 48, frameCount: 8 },
    1,
    7,
    { width: 288, height: 288, scale: 6 },
  ],
  ['odd sizes', { width: 101, height: 33, frameCount: 8 }, 1, 1, { width: 102, height: 34, scale: 1 }],
  ['long clips coarser', { ...hd, frameCount: 600 }, 5.6, 4, { width: 560, height: 314 }],
])('%s', (_name, video, cell, quality, expected) => {
  expect(decodeSize(video, sprite, cell, quality)).toMatchObject(expected);
});

test('what cannot be held in memory is refused', () => {
  const large = { width: 512, height: 512 };
  expect(() => decodeSize({ ...hd, frameCount: 200 }, large, 2, 4)).toThrow(/too long/);
  expect(() => decodeSize({ ...hd, frameCount: 9000 }, sprite, 2, 4)).toThrow(/too long/);
});

test('as many frames as are said to fit do fit, and not many more', () => {
  const frame = 1.5 * 384 * 216;
  const most = affordableFrames(frame, 64 * 64);
  const of = (frameCount: number) => () => decodeSize({ width: 3840, height: 2160, frameCount }, sprite, 60, 6);
  expect(of(most)().width).toBeGreaterThanOrEqual(382);
  expect(of(2 * most)).toThrow(/too long/);
});
