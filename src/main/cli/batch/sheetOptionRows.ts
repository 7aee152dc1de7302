import { LIMITS } from '../../../shared/sprite/sprite.ts';
import type { OptionGroup } from '../option.ts';
import { oneOf, wholeNumber } from '../values.ts';
import type { BatchPlan } from './plan.ts';
import { named, withSettings, withSheet } from './planEdits.ts';

/** Options of the sheet. */
export const SHEET_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'Sheet',
  options: [
    {
      name: 'sheet',
      value: '<file>',
      help: 'Write all opened sprites into one picture. Without --data its JSON goes to stdout.',
      read: (plan, image) => withSheet(plan, { image: named('--sheet', image) }),
    },
    {
      name: 'data',
      value: '<file>',
      help: 'Write where the frames of the sheet are, as JSON; an empty name is stdout.',
      read: (plan, data) => withSheet(plan, { data }),
    },
    {
      name: 'format',
      value: '<format>',
      help: "The JSON's frames: json-hash (as named members; the default) or json-array.",
      read: (plan, text) => {
        const format = oneOf('--format', text, ['json-hash', 'json-array']);
        return withSheet(plan, { format: format === 'json-hash' ? 'hash' : 'array' });
      },
    },
    {
      name: 'sheet-type',
      value: '<type>',
      help: 'horizontal, vertical, rows (the default), columns or packed.',
      read: (plan, text) => {
        return withSheet(plan, {
          layout: oneOf('--sheet-type', text, ['horizontal', 'vertical', 'rows', 'columns', 'packed']),
        });
      },
    },
    { name: 'sheet-pack', help: 'As --sheet-type packed.', read: (plan) => withSheet(plan, { layout: 'packed' }) },
    {
      name: 'sheet-width',
      value: '<pixels>',
      help: 'Width of the sheet. Rows break where it ends.',
      read: (plan, text) => withSheet(plan, { width: wholeNumber('--sheet-width', text, 0, LIMITS.side) }),
    },
    {
      name: 'sheet-height',
      value: '<pixels>',
      help: 'Height of the sheet. Columns break where it ends.',
      read: (plan, text) => withSheet(plan, { height: wholeNumber('--sheet-height', text, 0, LIMITS.side) }),
    },
    {
      name: 'sheet-columns',
      value: '<number>',
      help: 'Frames in a row of --sheet-type rows.',
      read: (plan, text) => withSheet(plan, { columns: wholeNumber('--sheet-columns', text, 0, LIMITS.frames) }),
    },
    {
      name: 'sheet-rows',
      value: '<number>',
      help: 'Frames in a column of --sheet-type columns.',
      read: (plan, text) => withSheet(plan, { rows: wholeNumber('--sheet-rows', text, 0, LIMITS.frames) }),
    },
    {
      name: 'power-of-two-size',
      help: 'Round the sides of the sheet up to powers of two.',
      read: (plan) => withSheet(plan, { powerOfTwo: true }),
    },
    {
      name: 'merge-duplicates',
      help: 'Frames that look the same share one place.',
      read: (plan) => withSheet(plan, { mergeDuplicates: true }),
    },
    {
      name: 'border-padding',
      value: '<pixels>',
      help: 'Empty pixels around the sheet.',
      read: (plan, text) => withSheet(plan, { borderPadding: padding('--border-padding', text) }),
    },
    {
      name: 'shape-padding',
      value: '<pixels>',
      help: 'Empty pixels between frames.',
      read: (plan, text) => withSheet(plan, { shapePadding: padding('--shape-padding', text) }),
    },
    {
      name: 'inner-padding',
      value: '<pixels>',
      help: 'Empty pixels inside the place of each frame.',
      read: (plan, text) => withSheet(plan, { innerPadding: padding('--inner-padding', text) }),
    },
    {
      name: 'trim',
      help: 'Cut off empty margins: of each frame for --sheet, of the sprite for --save-as.',
      read: (plan) => withSheet(withSettings(plan, { trim: true }), { trim: 'frame' }),
    },
    {
      name: 'trim-sprite',
      help: 'Cut off the margin that is empty in all frames of the sprite.',
      read: (plan) => withSheet(withSettings(plan, { trim: true }), { trim: plan.sheet.trim ?? 'sprite' }),
    },
    {
      name: 'trim-by-grid',
      help: "As --trim, but along the lines of the sprite's grid.",
      read: (plan) =>
        withSheet(withSettings(plan, { trim: true, trimByGrid: true }), { trim: 'frame', trimByGrid: true }),
    },
    {
      name: 'extrude',
      help: 'Repeat the outermost pixels of each frame once around it.',
      read: (plan) => withSheet(plan, { extrude: true }),
    },
    {
      name: 'export-tileset',
      help: 'Put the tiles of the visible tilemap layers into the sheet instead of frames.',
      read: (plan) => withSheet(plan, { exportTileset: true }),
    },
  ],
};

function padding(option: string, text: string): number {
  return wholeNumber(option, text, 0, 1024);
}
