import type { OptionGroup } from '../option.ts';
import type { MakePlan } from './makePlan.ts';

/** Where frames go. */
export const OUTPUT_OPTIONS: OptionGroup<MakePlan> = {
  title: 'generate and pixelate',
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
      name: 'report',
      value: '<file>',
      help: 'What was found in the video and chosen for the frames, measures and settings, as JSON; an empty name is stdout.',
      read: (plan, report) => ({ ...plan, report }),
    },
  ],
};
