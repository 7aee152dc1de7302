import { CLIP_PRESETS, PRESET_CHANGES } from '../../../shared/clip/clipPresets.ts';
import { CLIP_RANGES, SAMPLERS } from '../../../shared/clip/clipSettings.ts';
import { fromHex } from '../../../shared/sprite/color.ts';
import type { OptionGroup } from '../option.ts';
import { UsageError } from '../usageError.ts';
import { numberWithin, oneOf, rectValue, wholeNumber } from '../values.ts';
import { clipNumber } from './clipNumber.ts';
import { type MakePlan, withClip } from './makePlan.ts';

/** More than a side of any video, in pixels. */
const MOST = 1 << 20;

/** What of the picture becomes frames, and how large. */
export const PICTURE_OPTIONS: OptionGroup<MakePlan> = {
  title: 'generate and pixelate: picture',
  options: [
    {
      name: 'preset',
      value: '<name>',
      help: `Settings for a kind of clip: ${CLIP_PRESETS.join(', ')}. Options behind it change them.`,
      read: (plan, text) => withClip(plan, PRESET_CHANGES[oneOf('--preset', text, CLIP_PRESETS)]),
    },
    {
      name: 'size',
      value: '<width>x<height>',
      help: 'Size of the frames in pixels, 8 to 512 (64x64).',
      read: (plan, text) => withClip(plan, sizeOf(text)),
    },
    {
      name: 'crop',
      value: '<what>',
      help: 'What the frames show: auto (the subject, where one is found), picture (all of it), or x,y,width,height in pixels of the video as shown: just this area (auto).',
      read: (plan, text) => withClip(plan, { crop: cropOf(text) }),
    },
    {
      name: 'grid',
      value: '<what>',
      help: 'For a video of pixel art: auto finds its cells, a number is their width in pixels of the video; off lays cells as the size asks (off).',
      read: (plan, text) => withClip(plan, { grid: gridOf(text) }),
    },
    {
      name: 'quality',
      value: '<number>',
      help: 'Samples along each side of a cell: 4, 6 or 8 (6).',
      read: (plan, text) => {
        const quality = oneOf('--quality', text, ['4', '6', '8']);
        return withClip(plan, { quality: quality === '4' ? 4 : quality === '6' ? 6 : 8 });
      },
    },
    {
      name: 'sampler',
      value: '<name>',
      help: `How a cell's one colour is found: ${SAMPLERS.join(', ')} (centroid).`,
      read: (plan, text) => withClip(plan, { sampler: oneOf('--sampler', text, SAMPLERS) }),
    },
    clipNumber('detail', 'detail', 'With --sampler dpid: how much more a sample counts the more it stands out'),
    clipNumber('outline', 'outline', "What the darker of a cell's two colours gains; keeps thin outlines"),
  ],
};

/** What is taken for the background. */
export const MATTE_OPTIONS: OptionGroup<MakePlan> = {
  title: 'generate and pixelate: background',
  options: [
    {
      name: 'matte',
      value: '<what>',
      help: 'auto removes a plain background where one is found, off keeps it (auto).',
      read: (plan, text) =>
        withClip(plan, { background: { kind: oneOf('--matte', text, ['auto', 'off']) === 'off' ? 'keep' : 'auto' } }),
    },
    {
      name: 'key',
      value: '<colour>',
      help: "Remove this colour, such as '#00ff00'.",
      read: (plan, text) => withClip(plan, { background: { kind: 'key', color: colorOf('--key', text) } }),
    },
    clipNumber('matte-sure', 'matteSure', 'OKLab distance below which a colour is surely the background'),
    clipNumber('matte-soft', 'matteSoft', 'The same for perhaps'),
    {
      name: 'keep-shadow',
      help: 'Leave the shadow that the subject casts on the background.',
      read: (plan) => withClip(plan, { removeShadow: false }),
    },
    {
      name: 'keep-holes',
      help: 'Leave what is seen of the background through the subject.',
      read: (plan) => withClip(plan, { removeHoles: false }),
    },
    clipNumber('coverage', 'coverage', 'Share of a cell that the subject must cover to make a pixel'),
  ],
};

function sizeOf(text: string): { readonly width: number; readonly height: number } {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(text) ?? [];
  if (width === undefined || height === undefined) throw new UsageError(`--size is written like 64x64: ${text}`);
  return { width: wholeNumber('--size', width, 8, 512), height: wholeNumber('--size', height, 8, 512) };
}

function cropOf(text: string): MakePlan['settings']['crop'] {
  if (text === 'auto') return 'subject';
  return text === 'picture' ? 'picture' : rectValue('--crop', text, MOST);
}

function gridOf(text: string): MakePlan['settings']['grid'] {
  if (text === 'auto' || text === 'off') return { kind: text };
  const { least, most } = CLIP_RANGES.cell;
  return { kind: 'cell', cell: numberWithin('--grid', text, least, most) };
}

function colorOf(option: string, text: string): number {
  const color = fromHex(text);
  if (color !== undefined && color >>> 24 === 255) return color;
  throw new UsageError(`${option} takes a colour such as #00ff00: ${text}`);
}
