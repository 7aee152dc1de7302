import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ClipCutter } from './clipCutter.ts';
import { anySettings, anyVideo } from './testing/anySettings.ts';
import { cutClip } from './testing/cutClip.ts';

const isLong = process.env.CELKILN_LONG === '1';

test('never a colour outside the palette, never a partly transparent pixel, never more colours than allowed', () => {
  fc.assert(
    fc.property(anyVideo, anySettings, ({ frames, video }, settings) => {
      const { clip, report, overlays } = cutClip(frames, video, settings);
      const [transparent, ...opaque] = clip.palette;
      expect(transparent).toBe(0);
      expect(opaque.every((color) => color >>> 24 === 255)).toBe(true);
      expect(new Set(opaque).size).toBe(opaque.length);
      const used = new Set(clip.frames.flatMap(({ indices }) => [...indices]));
      expect([...used].every((index) => index < clip.palette.length)).toBe(true);
      if (settings.palette === null) {
        expect(opaque.length).toBeLessThanOrEqual(Math.min(255, settings.colorCount));
        expect([...used].filter((index) => index > 0)).toHaveLength(opaque.length);
      } else expect(opaque.every((color) => settings.palette?.includes(color))).toBe(true);
      const cells = settings.width * settings.height;
      expect(clip.frames.every(({ indices, duration }) => indices.length === cells && duration >= 1)).toBe(true);
      expect(report.frames).toHaveLength(clip.frames.length);
      expect(overlays.offPalette).toHaveLength(clip.frames.length);
    }),
    { seed: 7, numRuns: isLong ? 1000 : 60 },
  );
});

test('the same bytes as from a fresh cutter, whatever was cut before', () => {
  const asks = fc.array(fc.tuple(anySettings, fc.constantFrom('coarse' as const, 'exact' as const)), {
    minLength: 1,
    maxLength: 5,
  });
  fc.assert(
    fc.property(anyVideo, asks, fc.option(anySettings), ({ frames, video }, cuts, expected) => {
      const cutter = new ClipCutter(video);
      if (expected) cutter.expect(expected);
      for (const frame of frames) cutter.add(frame);
      for (const [settings, pass] of cuts) {
        const one = cutter.cut(settings, pass);
        if (one.isExact) expect(one).toEqual(cutClip(frames, video, settings));
        // One setting more, as when a slider is moved.
        const next = { ...settings, steadiness: 0.02, colorCount: 7, frames: null };
        expect(cutter.cut(next, 'exact')).toEqual(cutClip(frames, video, next));
      }
    }),
    { seed: 8, numRuns: isLong ? 300 : 25 },
  );
});
