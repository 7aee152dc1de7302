import type { MakePlan } from './makePlan.ts';
import type { OptionGroup } from './option.ts';
import { UsageError } from './usageError.ts';
import { oneOf, wholeNumber } from './values.ts';

/** Every option of `celkiln generate` and `celkiln import-video`. */
export const MAKE_OPTIONS: readonly OptionGroup<MakePlan>[] = [
  {
    title: 'generate and import-video',
    options: [
      {
        name: 'out',
        value: '<file>',
        help: 'Where to write: .aseprite, .gif, .webp, .apng, or .png (a sheet of all frames, or with {frame}, {frame000} and the like in its name a file for each).',
        read: (plan, out) => ({ ...plan, out }),
      },
      {
        name: 'data',
        value: '<file>',
        help: 'With a sheet: where each frame is, as JSON; an empty name is stdout.',
        read: (plan, data) => ({ ...plan, data }),
      },
      {
        name: 'size',
        value: '<width>x<height>',
        help: 'Size of the frames in pixels, 8 to 512 (64x64).',
        read: (plan, text) => withSettings(plan, sizeOf(text)),
      },
      {
        name: 'colors',
        value: '<number>',
        help: 'Colours in all frames together, 2 to 256 (24).',
        read: (plan, text) => withSettings(plan, { colorCount: wholeNumber('--colors', text, 2, 256) }),
      },
      {
        name: 'fps',
        value: '<number>',
        help: 'Frames a second, 1 to 60 (12).',
        read: (plan, text) => withSettings(plan, { fps: wholeNumber('--fps', text, 1, 60) }),
      },
      {
        name: 'background',
        value: '<what>',
        help: 'remove or keep the background (remove).',
        read: (plan, text) =>
          withSettings(plan, {
            background: { kind: oneOf('--background', text, ['remove', 'keep']) === 'keep' ? 'keep' : 'auto' },
          }),
      },
      {
        name: 'loop',
        help: "Keep just the motion's cycle, as is usual.",
        read: (plan) => withSettings(plan, { loop: { kind: 'auto' } }),
      },
      {
        name: 'no-loop',
        help: "Keep all frames instead of the motion's cycle.",
        read: (plan) => withSettings(plan, { loop: { kind: 'off' } }),
      },
    ],
  },
];

function withSettings(plan: MakePlan, settings: Partial<MakePlan['settings']>): MakePlan {
  return { ...plan, settings: { ...plan.settings, ...settings } };
}

function sizeOf(text: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (width === undefined || height === undefined) throw new UsageError(`--size is written like 64x64: ${text}`);
  return { width: wholeNumber('--size', width, 8, 512), height: wholeNumber('--size', height, 8, 512) };
}
