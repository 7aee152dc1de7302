import { DITHERS } from '../../../shared/clip/clipSettings.ts';
import type { OptionGroup } from '../option.ts';
import { oneOf } from '../values.ts';
import { clipNumber } from './clipNumber.ts';
import { type MakePlan, withClip } from './makePlan.ts';

/** Which colours the frames have. */
export const COLOR_OPTIONS: OptionGroup<MakePlan> = {
  title: 'generate and pixelate: colours',
  options: [
    clipNumber('colors', 'colorCount', 'Colours in all frames together'),
    {
      name: 'palette',
      value: '<file>',
      help: 'Draw from the colours of this palette, sprite or picture and no others.',
      read: (plan, palette) => ({ ...plan, palette }),
    },
    clipNumber('merge', 'merge', 'OKLab distance below which entries of a new palette become one'),
    clipNumber('rarity', 'rarity', 'Below 1, rare colours count more when a palette is chosen'),
    {
      name: 'dither',
      value: '<name>',
      help: `An ordered pattern that stands still: ${DITHERS.join(', ')} (none).`,
      read: (plan, text) => withClip(plan, { dither: oneOf('--dither', text, DITHERS) }),
    },
    clipNumber(
      'steadiness',
      'steadiness',
      'OKLab distance that a pixel may be off to keep the colour of the frame before',
    ),
    clipNumber('stick', 'stick', 'What the colour that a cell showed before gains'),
    {
      name: 'keep-orphans',
      help: 'Leave lone pixels that hardly differ from their neighbours.',
      read: (plan) => withClip(plan, { mergeOrphans: false }),
    },
  ],
};
