import type { ClipReport } from '../../shared/clip/clipReport.ts';
import type { ClipSettings } from '../../shared/clip/clipSettings.ts';

/**
 * The settings by which a loop begins where its video does, for a video that begins with a given picture: the same
 * cycle, its frames listed from there on. The very same settings where there is nothing to change.
 *
 * @param report of a cut by these settings
 */
export function fromTheStart(settings: ClipSettings, { loops, frames }: ClipReport): ClipSettings {
  const [loop] = loops;
  if (settings.loop.kind !== 'auto' || settings.frames !== null || !loop) return settings;
  // Whole cycles after the video's first frame.
  const again = loop.length * Math.ceil(loop.start / loop.length);
  const numbers = frames.map(({ number }) => number);
  // A frame that stands for several is known by the first of them.
  const first = numbers.findLastIndex((number) => number <= again);
  return first <= 0 ? settings : { ...settings, frames: [...numbers.slice(first), ...numbers.slice(0, first)] };
}
