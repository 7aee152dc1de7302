import type { OptionGroup } from '../option.ts';
import { type BatchPlan, EMPTY_PLAN } from './plan.ts';
import { withList, withSettings, withSheet } from './planEdits.ts';

/** Options for names. */
export const NAME_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'Names',
  options: [
    {
      name: 'filename-format',
      value: '<format>',
      help: "Names of the frames in the JSON, and of the files that --save-as behind it writes; there {title} and the like are those of --save-as's own name.",
      read: (plan, format) => {
        const filenameFormat = format || null;
        return withSheet(withSettings(plan, { filenameFormat }), { filenameFormat });
      },
    },
    {
      name: 'tagname-format',
      value: '<format>',
      help: 'Names of the tags in the JSON, such as {title}-{tag}.',
      read: (plan, format) => withSheet(plan, { tagnameFormat: format || EMPTY_PLAN.sheet.tagnameFormat }),
    },
  ],
};

/** Options that list what a sprite has. */
export const LIST_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'List (before the file: on stdout, a line each; with --sheet or --data: in the JSON)',
  options: [
    { name: 'list-layers', help: 'The visible layers, bottom to top.', read: (plan) => withList(plan, 'layers') },
    {
      name: 'list-layer-hierarchy',
      help: 'The same with their groups: a group ends in /, what it holds is indented.',
      read: (plan) => withList(plan, 'layerHierarchy'),
    },
    { name: 'list-tags', help: 'The tags.', read: (plan) => withList(plan, 'tags') },
    { name: 'list-slices', help: 'The slices.', read: (plan) => withList(plan, 'slices') },
  ],
};
