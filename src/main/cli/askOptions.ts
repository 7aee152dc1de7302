import type { OptionGroup } from './option.ts';

/** What can be asked in every form of the command line. */
export function askOptions<Plan extends { readonly asks: 'help' | 'version' | null }>(): OptionGroup<Plan> {
  return {
    title: 'Ask',
    options: [
      { name: 'help', letter: '?', help: 'Show this help.', read: (plan) => ({ ...plan, asks: 'help' }) },
      {
        name: 'version',
        help: 'Show the name and the version.',
        read: (plan) => ({ ...plan, asks: plan.asks ?? 'version' }),
      },
    ],
  };
}
