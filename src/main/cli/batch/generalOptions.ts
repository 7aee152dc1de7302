import type { OptionGroup } from '../option.ts';
import type { BatchPlan } from './plan.ts';

/** What batch mode is, and what it tells. */
export const GENERAL_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'General',
  options: [
    {
      name: 'batch',
      letter: 'b',
      help: 'Work on files without a window. No banner goes to stdout.',
      read: (plan) => plan,
    },
    {
      name: 'preview',
      letter: 'p',
      help: 'Say on stdout what would be done and write nothing.',
      read: (plan) => ({ ...plan, preview: true }),
    },
    {
      name: 'verbose',
      letter: 'v',
      help: 'Tell on stderr what is being done.',
      read: (plan) => ({ ...plan, verbosity: plan.verbosity || 1 }),
    },
    {
      name: 'debug',
      help: 'Tell even more: times, and where in the program an error is from.',
      read: (plan) => ({ ...plan, verbosity: 2 }),
    },
  ],
};
