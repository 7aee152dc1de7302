import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ClipSettings, DEFAULT_CLIP } from './clipSettings.ts';
import { isClipSettings } from './isClipSettings.ts';
import { readClipSettings } from './readClipSettings.ts';

const UNUSUAL: ClipSettings = {
  ...DEFAULT_CLIP,
  range: { from: 1, to: 2.5 },
  crop: { x: -1, y: 2.5, width: 30, height: 40 },
  grid: { kind: 'cell', cell: 10.4 },
  background: { kind: 'key', color: 0xff00ff00 },
  palette: [0xff0000ff],
  loop: { kind: 'span', start: 3, length: 16 },
  frameCount: 12,
  frames: [0, 2, 1],
};

test.each([DEFAULT_CLIP, UNUSUAL])('whole settings are taken', (settings) => {
  expect(isClipSettings(structuredClone(settings))).toBe(true);
});

test.each<readonly [string, unknown]>([
  ['nothing', null],
  ['a list', []],
  ['one field too many', { ...DEFAULT_CLIP, frameRate: 12 }],
  ['one field in the place of another', { ...without('width'), breadth: 64 }],
  ['one field too few', without('align')],
  ['a number out of bounds', { ...DEFAULT_CLIP, fps: 61 }],
  ['half a pixel', { ...DEFAULT_CLIP, width: 10.5 }],
  ['a number as text', { ...DEFAULT_CLIP, width: '64' }],
  ['an empty range', { ...DEFAULT_CLIP, range: { from: 2, to: 2 } }],
  ['a range without end', { ...DEFAULT_CLIP, range: { from: 2, to: 1e300 } }],
  ['an area far away', { ...DEFAULT_CLIP, crop: { x: -1e9, y: 0, width: 1, height: 1 } }],
  ['an area with a name', { ...DEFAULT_CLIP, crop: { x: 0, y: 0, width: 1, height: 1, name: 'head' } }],
  ['a cell where there is none', { ...DEFAULT_CLIP, grid: { kind: 'auto', cell: 8 } }],
  ['no colours', { ...DEFAULT_CLIP, palette: [] }],
  ['colours that are no list', { ...DEFAULT_CLIP, palette: { 0: 7, length: 1 } }],
  ['a colour below zero', { ...DEFAULT_CLIP, palette: [-1] }],
])('%s is refused', (_, value) => {
  expect(isClipSettings(value)).toBe(false);
});

function without(name: keyof ClipSettings): object {
  return Object.fromEntries(Object.entries(DEFAULT_CLIP).filter(([each]) => each !== name));
}

test('what is read from anything at all is settings, and settings are read as they are', () => {
  const anything = fc.dictionary(fc.constantFrom(...Object.keys(DEFAULT_CLIP)), fc.anything());
  fc.assert(
    fc.property(anything, (value) => {
      expect(isClipSettings(readClipSettings(value))).toBe(true);
      const mixed: unknown = { ...DEFAULT_CLIP, ...value };
      if (isClipSettings(mixed)) expect(readClipSettings(mixed)).toEqual(mixed);
    }),
    { seed: 7 },
  );
});
