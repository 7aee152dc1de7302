import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import type { VideoFacts } from '../../ffmpeg/probe.ts';
import { checkFrames, checkPart } from './checkWishes.ts';

const part = (settings: Partial<ClipSettings>, seconds?: number) => () => {
  const size = { width: 320, height: 240 };
  const facts: VideoFacts = { codec: 'h264', ...size, fps: 24, seconds, matrix: undefined, isCover: false };
  checkPart({ ...DEFAULT_CLIP, ...settings }, facts);
};
const frames = (settings: Partial<ClipSettings>) => () =>
  checkFrames({ ...DEFAULT_CLIP, ...settings }, { frameTotal: 13 });

test('a range must begin before the video ends, and may end after it', () => {
  expect(part({ range: { from: 7.9, to: 99 } }, 8)).not.toThrow();
  expect(part({ range: { from: 8, to: 9 } }, 8)).toThrow('--range begins at 8 s, where the video has ended');
});

test('of a video that does not tell its length any range is tried', () => {
  expect(part({ range: { from: 100, to: 200 } })).not.toThrow();
});

test('a crop must show some of the picture', () => {
  expect(part({ crop: { x: -8, y: 0, width: 9, height: 9 } })).not.toThrow();
  expect(part({ crop: { x: 319, y: 239, width: 99, height: 99 } })).not.toThrow();
  for (const [x, y] of [
    [320, 0],
    [0, 240],
    [-9, 0],
    [0, -9],
  ] as const) {
    expect(part({ crop: { x, y, width: 9, height: 9 } })).toThrow('--crop lies beside the picture, which is 320x240');
  }
});

test('frames and loops must be in the range', () => {
  expect(frames({ frames: [12, 0] })).not.toThrow();
  expect(frames({ frames: [12, 13] })).toThrow('--frames names frame 13; the range has 13, numbered from 0');
  expect(frames({ loop: { kind: 'span', start: 7, length: 6 } })).not.toThrow();
  expect(frames({ loop: { kind: 'span', start: 7, length: 7 } })).toThrow('--loop ends at frame 13');
});
