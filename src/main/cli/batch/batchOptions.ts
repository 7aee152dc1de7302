import { LIMITS } from '../../../shared/sprite/sprite.ts';
import type { OptionGroup } from '../option.ts';
import { UsageError } from '../usageError.ts';
import { frameRange, oneOf, positiveNumber, rectValue, sizeValue, wholeNumber } from '../values.ts';
import type { BatchPlan, Listing, Settings, SheetPlan, Split, Step } from './plan.ts';

const LARGEST_FACTOR = 1000;

/** Every option of batch mode: names and effects as in Aseprite (docs/cli.md of aseprite/docs), words of our own. */
export const BATCH_OPTIONS: readonly OptionGroup<BatchPlan>[] = [
  {
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
  },
  {
    title: 'Convert',
    options: [
      {
        name: 'save-as',
        value: '<file>',
        help: 'Write the last sprite, in the format that the ending names: .aseprite, .ase, .gif or .png. Several frames become numbered .png files. With {title}, {name}, {path} or {fullname} in it, every sprite opened so far is written; {layer}, {group}, {tag} and {slice} split as --split-layers and the others do.',
        read: saveStep,
      },
      {
        name: 'palette',
        value: '<file>',
        help: "Give the last sprite another palette: a palette file, a sprite's palette, or the colours of a picture.",
        read: (plan, file) => withStep(plan, '--palette', { do: 'palette', file }),
      },
      {
        name: 'scale',
        value: '<factor>',
        help: 'Resize all sprites opened so far, without smoothing.',
        read: (plan, text) => added(plan, { do: 'scale', factor: positiveNumber('--scale', text, LARGEST_FACTOR) }),
      },
      {
        name: 'shrink-to',
        value: '<width,height>',
        help: 'Shrink the sprites opened so far that are larger than this, keeping their proportions.',
        read: (plan, text) => added(plan, { do: 'shrink', ...sizeValue('--shrink-to', text) }),
      },
      {
        name: 'color-mode',
        value: '<mode>',
        help: 'Convert all sprites opened so far to rgb, grayscale or indexed. Indexed takes the palette that the sprite has.',
        read: (plan, text) => {
          const word = oneOf('--color-mode', text, ['rgb', 'grayscale', 'indexed']);
          return added(plan, { do: 'colorMode', mode: word === 'rgb' ? 'rgba' : word, dithering: plan.dithering });
        },
      },
      {
        name: 'dithering-algorithm',
        value: '<algorithm>',
        help: 'How --color-mode indexed behind it mixes colours: none, ordered, old or error-diffusion.',
        read: (plan, text) => {
          const algorithm = oneOf('--dithering-algorithm', text, ['none', 'ordered', 'old', 'error-diffusion']);
          return { ...plan, dithering: { ...plan.dithering, algorithm } };
        },
      },
      {
        name: 'dithering-matrix',
        value: '<matrix>',
        help: 'For ordered dithering: bayer2x2, bayer4x4, bayer8x8, or a grey .png whose dark pixels give way first.',
        read: (plan, text) => {
          const matrix = /\.png$/i.test(text) ? text : oneOf('--dithering-matrix', text, BAYER_NAMES);
          return { ...plan, dithering: { ...plan.dithering, matrix } };
        },
      },
    ],
  },
  {
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
        read: (plan, tag) => withSettings(plan, { tag }),
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
        read: (plan, slice) => withSettings(plan, { slice }),
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
  },
  {
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
  },
  {
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
  },
  {
    title: 'Names',
    options: [
      {
        name: 'filename-format',
        value: '<format>',
        help: "Names of the frames in the JSON, and of the files that --save-as behind it writes; there {title} and the like are those of --save-as's own name.",
        read: (plan, filenameFormat) => withSheet(withSettings(plan, { filenameFormat }), { filenameFormat }),
      },
      {
        name: 'tagname-format',
        value: '<format>',
        help: 'Names of the tags in the JSON, such as {title}-{tag}.',
        read: (plan, tagnameFormat) => withSheet(plan, { tagnameFormat }),
      },
    ],
  },
  {
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
  },
];

const BAYER_NAMES = ['bayer2x2', 'bayer4x4', 'bayer8x8'] as const;

/** A word that is no option: a file to open. */
export function openStep(plan: BatchPlan, file: string): BatchPlan {
  return added(plan, { do: 'open', file: named('A file', file), settings: plan.settings });
}

function saveStep(plan: BatchPlan, file: string): BatchPlan {
  return withStep(plan, '--save-as', { do: 'save', file: named('--save-as', file), settings: plan.settings });
}

function withStep(plan: BatchPlan, option: string, step: Step): BatchPlan {
  if (plan.steps.some((each) => each.do === 'open')) return added(plan, step);
  throw new UsageError(`${option} works on the sprite before it: name one before ${option}.`);
}

function added(plan: BatchPlan, step: Step): BatchPlan {
  return { ...plan, steps: [...plan.steps, step] };
}

function withSettings(plan: BatchPlan, settings: Partial<Settings>): BatchPlan {
  return { ...plan, settings: { ...plan.settings, ...settings } };
}

function withSplit(plan: BatchPlan, split: Partial<Split>): BatchPlan {
  return withSettings(plan, { split: { ...plan.settings.split, ...split } });
}

function withSheet(plan: BatchPlan, sheet: Partial<SheetPlan>): BatchPlan {
  return { ...plan, sheet: { ...plan.sheet, ...sheet } };
}

function withList(plan: BatchPlan, listing: Listing): BatchPlan {
  const add = (lists: readonly Listing[]): readonly Listing[] => [...new Set([...lists, listing])];
  return withSheet(withSettings(plan, { lists: add(plan.settings.lists) }), { lists: add(plan.sheet.lists) });
}

function padding(option: string, text: string): number {
  return wholeNumber(option, text, 0, 1024);
}

function named(what: string, file: string): string {
  if (file !== '') return file;
  throw new UsageError(`${what} needs a name that is not empty.`);
}
