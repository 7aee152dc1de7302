import { LIMITS } from '../../../shared/sprite/sprite.ts';
import type { OptionGroup } from '../option.ts';
import { frameRange, rectValue } from '../values.ts';
import type { BatchPlan } from './plan.ts';
import { withSettings, withSheet, withSplit } from './planEdits.ts';

/** Options that choose what of a sprite is taken. */
export const SELECT_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'Select (before the file, or before --save-as)',
  options: [
    {
      name: 'layer',
      alias: 'import-layer',
      value: '<name>',
      help: 'Show only this layer or group, by its name or group/name; * stands for any. May be repeated.',
      read: (plan, name) => withSettings(plan, { layers: [...plan.settings.layers, name] }),
    },
    {
      name: 'all-layers',
      help: 'Show hidden layers too, in the files that follow.',
      read: (plan) => withSettings(plan, { allLayers: true }),
    },
    {
      name: 'ignore-layer',
      value: '<name>',
      help: 'Leave out this layer or group. May be repeated.',
      read: (plan, name) => withSettings(plan, { ignoredLayers: [...plan.settings.ignoredLayers, name] }),
    },
    {
      name: 'tag',
      alias: 'frame-tag',
      value: '<name>',
      help: 'Take only the frames of this tag.',
      read: (plan, tag) => withSettings(plan, { tag: tag || null }),
    },
    {
      name: 'play-subtags',
      help: 'Save the frames in the order in which they play: tags with their direction and repeats.',
      read: (plan) => withSettings(plan, { playSubtags: true }),
    },
    {
      name: 'frame-range',
      value: '<from,to>',
      help: 'Take only these frames, counted from 0, or from the first of --tag.',
      read: (plan, text) => withSettings(plan, { frameRange: frameRange('--frame-range', text) }),
    },
    {
      name: 'ignore-empty',
      help: 'Leave out frames in which nothing is to be seen: in sheets and numbered files.',
      read: (plan) => withSheet(withSettings(plan, { ignoreEmpty: true }), { ignoreEmpty: true }),
    },
    {
      name: 'slice',
      value: '<name>',
      help: 'Cut out the area of this slice.',
      read: (plan, slice) => withSettings(plan, { slice: slice || null }),
    },
    {
      name: 'crop',
      value: '<x,y,width,height>',
      help: 'Cut out this area.',
      read: (plan, text) => {
        const crop = rectValue('--crop', text, LIMITS.side);
        return withSheet(withSettings(plan, { crop }), { crop });
      },
    },
    {
      name: 'oneframe',
      help: 'Read only the first frame of the files that follow, and no further files of a numbered sequence.',
      read: (plan) => withSettings(plan, { oneFrame: true }),
    },
  ],
};

/** Options that take a sprite apart. */
export const SPLIT_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'Split (before the file)',
  options: [
    {
      name: 'split-layers',
      help: 'Every visible layer by itself.',
      read: (plan) => withSplit(plan, { layers: true }),
    },
    {
      name: 'split-tags',
      help: 'The frames of every tag by themselves.',
      read: (plan) => withSplit(plan, { tags: true }),
    },
    { name: 'split-slices', help: 'Every slice by itself.', read: (plan) => withSplit(plan, { slices: true }) },
    {
      name: 'split-grid',
      help: "Every cell of the sprite's grid by itself.",
      read: (plan) => withSplit(plan, { grid: true }),
    },
  ],
};
