import { ALIGNMENTS, CLIP_RANGES } from '../../../shared/clip/clipSettings.ts';
import type { OptionGroup } from '../option.ts';
import { UsageError } from '../usageError.ts';
import { oneOf, wholeNumber } from '../values.ts';
import { clipNumber } from './clipNumber.ts';
import { type MakePlan, withClip } from './makePlan.ts';

/** More frames than any range has. */
const MOST = 1 << 20;
/** Frames that can be named one by one. */
const MOST_FRAMES = 2000;

/** Which frames there are. */
export const TIME_OPTIONS: OptionGroup<MakePlan> = {
  title: 'generate and pixelate: frames',
  options: [
    clipNumber('fps', 'fps', 'Frames taken from each second'),
    {
      name: 'range',
      value: '<from>-<to>',
      help: 'The part of the video to look at, in seconds: 1.0-2.5 (all of it).',
      read: (plan, text) => withClip(plan, { range: rangeOf(text) }),
    },
    {
      name: 'loop',
      value: '<what>',
      help: "auto keeps the motion's cycle where there is one, off all frames, once leaves out stillness before and after; start,length takes just these frames of the range (auto).",
      read: (plan, text) => withClip(plan, { loop: loopOf(text) }),
    },
    {
      name: 'frames',
      value: '<list>',
      help: 'The frames to show, in this order, by their numbers in the range from 0: 0-5,8,7.',
      read: (plan, text) => withClip(plan, { frames: framesOf(text) }),
    },
    {
      name: 'frame-count',
      value: '<number>',
      help: `At most so many frames, chosen by how much moves, in the same time, ${CLIP_RANGES.frameCount.least} to ${CLIP_RANGES.frameCount.most}.`,
      read: (plan, text) => {
        const { least, most } = CLIP_RANGES.frameCount;
        return withClip(plan, { frameCount: wholeNumber('--frame-count', text, least, most) });
      },
    },
    {
      name: 'keep-duplicates',
      help: 'Leave neighbouring frames that are the same instead of showing one longer.',
      read: (plan) => withClip(plan, { dropDuplicates: false }),
    },
    {
      name: 'align',
      value: '<what>',
      help: 'ground puts the lowest pixel of all frames on one line, drift takes slow wandering out (none).',
      read: (plan, text) => withClip(plan, { align: oneOf('--align', text, ALIGNMENTS) }),
    },
  ],
};

function rangeOf(text: string): { readonly from: number; readonly to: number } {
  const [, from, to] = /^(\d*\.?\d+)-(\d*\.?\d+)$/.exec(text.trim()) ?? [];
  if (from !== undefined && to !== undefined && Number(from) < Number(to) && Number(to) <= MOST) {
    return { from: Number(from), to: Number(to) };
  }
  throw new UsageError(`--range takes two times in seconds, such as 1.0-2.5: ${text}`);
}

function loopOf(text: string): MakePlan['settings']['loop'] {
  if (text === 'auto' || text === 'off' || text === 'once') return { kind: text };
  const [, start, length] = /^(\d{1,6}),(\d{1,6})$/.exec(text.trim()) ?? [];
  if (start !== undefined && Number(length) > 0) return { kind: 'span', start: Number(start), length: Number(length) };
  throw new UsageError(`--loop takes auto, off, once, or start,length in frames: ${text}`);
}

function framesOf(text: string): readonly number[] {
  const numbers = text.split(',').flatMap((part) => {
    const [, from, to = from] = /^ *(\d{1,6})(?:-(\d{1,6}))? *$/.exec(part) ?? [];
    if (from === undefined || to === undefined) throw wrongFrames(text);
    const [first, last] = [Number(from), Number(to)];
    const count = Math.abs(last - first) + 1;
    if (count > MOST_FRAMES) throw wrongFrames(text);
    return Array.from({ length: count }, (_, i) => (last >= first ? first + i : first - i));
  });
  if (numbers.length > MOST_FRAMES) throw wrongFrames(text);
  return numbers;
}

function wrongFrames(text: string): UsageError {
  return new UsageError(`--frames takes up to ${MOST_FRAMES} numbers and spans of them, such as 0-5,8,7: ${text}`);
}
