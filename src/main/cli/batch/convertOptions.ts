import type { OptionGroup } from '../option.ts';
import { oneOf, positiveNumber, sizeValue } from '../values.ts';
import type { BatchPlan } from './plan.ts';
import { added, named, withStep } from './planEdits.ts';

/** Options that write or change sprites which are open. */
export const CONVERT_OPTIONS: OptionGroup<BatchPlan> = {
  title: 'Convert',
  options: [
    {
      name: 'save-as',
      value: '<file>',
      help: 'Write the last sprite, in the format that the ending names: .aseprite, .ase, .gif, .webp, .apng, .png or .jpg (not exact, without transparency). Several frames become numbered .png or .jpg files. With {title}, {name}, {path} or {fullname} in it, every sprite opened so far is written; {layer}, {group}, {tag} and {slice} split as --split-layers and the others do.',
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
};

const LARGEST_FACTOR = 1000;
const BAYER_NAMES = ['bayer2x2', 'bayer4x4', 'bayer8x8'] as const;

function saveStep(plan: BatchPlan, file: string): BatchPlan {
  return withStep(plan, '--save-as', { do: 'save', file: named('--save-as', file), settings: plan.settings });
}
