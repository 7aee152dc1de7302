import { alpha, blue, green, red, rgba } from '../../../shared/sprite/color.ts';
import type { Texts } from '../texts/en.ts';
import { cssColor, fromHsv, fromOklch, MOST_CHROMA, toHsv, toOklch, withAlpha } from './colorSpaces.ts';

export type ModelId = 'hsv' | 'rgb' | 'oklch';
/** The three numbers of a colour in a model, in the order of its channels. */
export type Values = readonly [number, number, number];

type ChannelName = Extract<keyof Texts, `channel${string}`>;

export interface ColorModel {
  readonly label: string;
  readonly channels: readonly [Channel, Channel, Channel];
  /** `before` gives the hue of a gray. */
  read(color: number, before: Values): Values;
  make(values: Values, opacity: number): number;
}

export interface Channel {
  /** Values in which its track is shown, where the colour's own would make it too dull to read. */
  readonly vivid?: Values;
  readonly letter: string;
  readonly name: ChannelName;
  readonly most: number;
}

export const COLOR_MODELS: Record<ModelId, ColorModel> = {
  hsv: {
    label: 'HSV',
    channels: [
      { letter: 'H', name: 'channelHue', most: 360, vivid: [0, 100, 100] },
      { letter: 'S', name: 'channelSaturation', most: 100 },
      { letter: 'V', name: 'channelValue', most: 100 },
    ],
    read: (color, before) => {
      const { hue, saturation, value } = toHsv(color, before[0]);
      return [hue, saturation, value];
    },
    make: ([hue, saturation, value], opacity) => fromHsv({ hue, saturation, value }, opacity),
  },
  rgb: {
    label: 'RGB',
    channels: [
      { letter: 'R', name: 'channelRed', most: 255 },
      { letter: 'G', name: 'channelGreen', most: 255 },
      { letter: 'B', name: 'channelBlue', most: 255 },
    ],
    read: (color) => [red(color), green(color), blue(color)],
    make: ([r, g, b], opacity) => rgba(r, g, b, opacity),
  },
  oklch: {
    label: 'OKLCH',
    channels: [
      { letter: 'L', name: 'channelLightness', most: 100 },
      { letter: 'C', name: 'channelChroma', most: MOST_CHROMA },
      { letter: 'H', name: 'channelHue', most: 360, vivid: [72, 15, 0] },
    ],
    read: (color, before) => {
      const { lightness, chroma, hue } = toOklch(color, before[2]);
      return [lightness, chroma, hue];
    },
    make: ([lightness, chroma, hue], opacity) => fromOklch({ lightness, chroma, hue }, opacity),
  },
};

/** The values to show: those last set while they still make this very colour, so that sliders never jump by rounding. */
export function shownValues(model: ColorModel, color: number, kept: Values): Values {
  return model.make(kept, alpha(color)) === color ? kept : model.read(color, kept);
}

/** What a slider's track shows: the colours that its channel would make. */
export function channelTrack(model: ColorModel, values: Values, index: 0 | 1 | 2): string {
  const { most, vivid } = model.channels[index];
  const steps = vivid ? 24 : 10;
  const stops = Array.from({ length: steps + 1 }, (_, i) =>
    cssColor(model.make(withValue(vivid ?? values, index, (most * i) / steps), 255)),
  );
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

export function alphaTrack(color: number): string {
  const checker = 'repeating-conic-gradient(var(--checker-dark) 0 25%, var(--checker-light) 0 50%) 0 0 / 8px 8px';
  return `linear-gradient(to right, ${cssColor(withAlpha(color, 0))}, ${cssColor(withAlpha(color, 255))}), ${checker}`;
}

export function withValue(values: Values, index: 0 | 1 | 2, value: number): Values {
  const [a, b, c] = values;
  if (index === 0) return [value, b, c];
  return index === 1 ? [a, value, c] : [a, b, value];
}
