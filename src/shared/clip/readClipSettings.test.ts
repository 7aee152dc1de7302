import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from './clipSettings.ts';
import { readClipSettings } from './readClipSettings.ts';

const UNUSUAL: ClipSettings = {
  ...DEFAULT_CLIP,
  width: 123,
  range: { from: 1, to: 2.5 },
  crop: { x: -1, y: 2.5, width: 30, height: 40 },
  grid: { kind: 'cell', cell: 10.4 },
  background: { kind: 'key', color: 0xff00ff00 },
  palette: [0xff0000ff, 0xff00ff00],
  loop: { kind: 'span', start: 3, length: 16 },
  frameCount: 12,
  frames: [0, 2, 1],
};

test('what was written is read', () => {
  for (const settings of [DEFAULT_CLIP, UNUSUAL]) {
    expect(readClipSettings(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  }
});

test('what is missing or cannot be used is as by default, the rest is kept', () => {
  expect(readClipSettings(null)).toEqual(DEFAULT_CLIP);
  expect(readClipSettings({ width: 1e9, height: 32, dither: 'floyd', colorCount: 12.5, frames: [-1] })).toEqual({
    ...DEFAULT_CLIP,
    height: 32,
  });
});

test('anything at all gives settings within their bounds', () => {
  const names = Object.keys(DEFAULT_CLIP);
  const anything = fc.dictionary(fc.constantFrom(...names), fc.anything());
  fc.assert(
    fc.property(anything, (value) => {
      const settings = readClipSettings(value);
      expect(Object.keys(settings).toSorted()).toEqual(names.toSorted());
      expect(readClipSettings(settings)).toEqual(settings);
    }),
    { seed: 5 },
  );
});
