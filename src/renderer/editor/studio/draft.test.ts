import { expect, test } from 'vitest';
import { CLIP_PRESETS, PRESET_CHANGES } from '../../../shared/clip/clipPresets.ts';
import { DEFAULT_CLIP } from '../../../shared/clip/clipSettings.ts';
import { changed, draftOf, rounded, settingsOf } from './draft.ts';

test('settings come back as they went in', () => {
  for (const frames of [null, [3, 1, 2]]) {
    const settings = { ...DEFAULT_CLIP, frames };
    expect(settingsOf(draftOf(settings))).toEqual(settings);
  }
});

test('dropped frames are not cut, and a sheet without any is no choice', () => {
  const draft = draftOf({ ...DEFAULT_CLIP, frames: [0, 1, 2] });
  const sheet = (kept: readonly boolean[]) => kept.map((each, number) => ({ number, kept: each }));
  expect(settingsOf({ ...draft, sheet: sheet([true, false, true]) }).frames).toEqual([0, 2]);
  expect(settingsOf({ ...draft, sheet: sheet([false]) }).frames).toBeNull();
});

test('a sheet outlives other colours, but not other frames', () => {
  const draft = draftOf({ ...DEFAULT_CLIP, frames: [2, 1] });
  expect(settingsOf(changed(draft, { colorCount: 8 })).frames).toEqual([2, 1]);
  for (const change of [{ fps: 8 }, { range: { from: 0, to: 1 } }, { loop: { kind: 'off' } }] as const) {
    expect(settingsOf(changed(draft, change)).frames).toBeNull();
  }
});

test('what changes nothing is the same draft', () => {
  const draft = draftOf(DEFAULT_CLIP);
  expect(changed(draft, { loop: { kind: 'auto' }, fps: DEFAULT_CLIP.fps })).toBe(draft);
});

test('the soft reach stays beyond the sure one', () => {
  const { settings } = changed(draftOf(DEFAULT_CLIP), { matteSure: 0.12 });
  expect(settings.matteSoft).toBe(0.125);
});

test.each(CLIP_PRESETS)('the preset %s keeps size, range and frames', (preset) => {
  const draft = draftOf({ ...DEFAULT_CLIP, width: 96, height: 48, range: { from: 1, to: 2 } });
  expect(changed(draft, PRESET_CHANGES[preset]).settings).toMatchObject({
    width: 96,
    height: 48,
    range: { from: 1, to: 2 },
  });
});

test('numbers come without the crumbs of binary fractions', () => {
  expect(rounded(0.1 + 0.2, 0.05)).toBe(0.3);
});
