import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { reportOfClip } from './madeClip.ts';

test('a report tells what was made, in numbers that can be read', () => {
  const clip = {
    width: 1,
    height: 1,
    palette: [0, rgba(255, 136, 0)],
    frames: [{ indices: Uint8Array.of(1), duration: 83 }],
  };
  const maker = { kind: 'video', file: 'cat.mp4' } as const;
  const provenance = { name: 'cat', maker, sourceHash: null, date: '2026-11-27', settings: DEFAULT_CLIP };
  const report = {
    area: { x: 0, y: 0.1 + 0.2, width: 300.50000000000006, height: 1e-9 },
    backgroundConfidence: 1,
    grid: null,
    loops: [],
    seam: null,
    frames: [{ number: 0, seconds: 1 / 3 }],
    frameTotal: 1,
    colorCount: 1,
    flicker: 0,
    offPalette: 0,
    pivot: null,
    warnings: [],
  };
  const size = { width: 320, height: 240 };
  const source = { name: 'cat.mp4', hash: 'ab', codec: 'h264', ...size, fps: 24, seconds: 5.041667 };
  const told = JSON.parse(reportOfClip({ cut: { clip, provenance, pivot: null }, report, source }, '1.0.0'));
  expect(told).toMatchObject({
    clip: { colors: ['#ff8800'], durations: [83] },
    source: { seconds: 5.041667 },
    report: { area: { x: 0, y: 0.3, width: 300.5, height: 0 }, frames: [{ number: 0, seconds: 0.333333 }] },
  });
});
