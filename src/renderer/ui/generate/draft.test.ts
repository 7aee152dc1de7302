import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { rgba } from '../../../shared/sprite/color.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import { setForeground } from '../../editor/actions.ts';
import { spriteOf } from '../../editor/documents.ts';
import { documentOf, gesture, sessionWith } from '../../editor/testSession.ts';
import { clipSettings, NEW_CLIP, requestOf, startingFrom } from './draft.ts';

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

test('the frame to start from is sent along, and the clip shows what it shows', () => {
  const draft = { ...NEW_CLIP, prompt: 'a cat', startFrom: 'frame' } as const;
  const picture = { width: 1, height: 1, pixels: new Uint8Array(4) };
  expect(requestOf(draft, undefined, { picture, screen: null })).toMatchObject({
    startFrame: picture,
    settings: { crop: 'picture', background: { kind: 'auto' } },
  });
  expect(requestOf(draft, undefined, { picture, screen: BLUE }).settings.background).toEqual({
    kind: 'key',
    color: BLUE,
  });
  const plain = requestOf(draft, undefined, null);
  expect(plain).not.toHaveProperty('startFrame');
  expect(plain.settings.crop).toBe('subject');
});

test('a clip that begins with a frame becomes as large as the sprite, where that may be', () => {
  const of = (width: number, height: number) => startingFrom('frame', documentOf(sessionWith({ width, height })));
  expect(of(48, 48)).toMatchObject({ startFrom: 'frame', width: 48, height: 48, customSize: false });
  expect(of(40, 24)).toMatchObject({ width: 40, height: 24, customSize: true });
  for (const draft of [of(4, 64), of(64, 600)]) expect(draft).not.toHaveProperty('width');
  expect(startingFrom('frame', undefined)).toEqual({ startFrom: 'frame' });
  expect(startingFrom('nothing', documentOf(sessionWith({ width: 48, height: 48 })))).toEqual({ startFrom: 'nothing' });
});

test('it is drawn in the palette of the sprite where that has all that the frame shows', () => {
  const blank = sessionWith({ width: 8, height: 8 });
  const known = spriteOf(documentOf(blank)).palette.colors.find((color) => color >>> 24 === 255) ?? 0;
  const drawnIn = (color: number) => documentOf(gesture(setForeground(blank, color), [[1, 1]]));
  expect(startingFrom('frame', drawnIn(known))).toMatchObject({ colors: 'palette' });
  expect(startingFrom('frame', drawnIn(rgba(1, 2, 3)))).not.toHaveProperty('colors');
});
