import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { clipSettings, NEW_CLIP, requestOf } from './draft.ts';

const RED = rgba(255, 0, 0);
const BLUE = rgba(0, 0, 255);

test('a count of colours is sent as it is', () => {
  const options = clipSettings({ ...NEW_CLIP, colors: 24 }, undefined);
  expect(options).toEqual({ ...DEFAULT_CLIP, colorCount: 24 });
});

test("the sprite's palette is sent without what is see-through or twice there", () => {
  const options = clipSettings({ ...NEW_CLIP, colors: 'palette' }, paletteOf([0, RED, BLUE, RED, rgba(9, 9, 9, 100)]));
  expect(options.palette).toEqual([RED, BLUE]);
  expect(options.colorCount).toBe(2);
});

test('a palette of one colour cannot draw anything, so new colours are asked for', () => {
  const options = clipSettings({ ...NEW_CLIP, colors: 'palette' }, paletteOf([0, RED]));
  expect(options.palette).toBeNull();
  expect(options.colorCount).toBe(16);
});

test('a prompt is sent without the blanks around it', () => {
  expect(requestOf({ ...NEW_CLIP, prompt: '  a cat \n', startFrom: 'nothing' }, undefined, null).prompt).toBe('a cat');
});

test('the frame to start from is sent along, and nothing where there is none', () => {
  const draft = { ...NEW_CLIP, prompt: 'a cat', startFrom: 'frame' } as const;
  const startFrame = { width: 1, height: 1, pixels: new Uint8Array(4) };
  expect(requestOf(draft, undefined, startFrame)).toMatchObject({ startFrame });
  expect(requestOf(draft, undefined, null)).not.toHaveProperty('startFrame');
});
