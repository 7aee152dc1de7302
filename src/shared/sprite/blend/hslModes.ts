import { blue, green, red, rgba } from '../color.ts';
import type { HslMode } from './channelModes.ts';

/**
 * The colour, without alpha, that a layer in one of the four modes makes of the colour below it. Formulas of the PDF and
 * CSS compositing specifications, in floating point and truncated, as Aseprite computes them.
 */
export function hslColor(mode: HslMode, backdrop: number, source: number): number {
  switch (mode) {
    case 'luminosity':
      return relit(red(backdrop) / 255, green(backdrop) / 255, blue(backdrop) / 255, luminosity(source));
    case 'color':
      return relit(red(source) / 255, green(source) / 255, blue(source) / 255, luminosity(backdrop));
    case 'hue':
      return resaturated(source, saturation(backdrop), luminosity(backdrop));
    case 'saturation':
      return resaturated(backdrop, saturation(source), luminosity(backdrop));
  }
}

function luminosity(color: number): number {
  return weighted(red(color) / 255, green(color) / 255, blue(color) / 255);
}

function weighted(r: number, g: number, b: number): number {
  return 0.3 * r + 0.59 * g + 0.11 * b;
}

function saturation(color: number): number {
  const r = red(color) / 255;
  const g = green(color) / 255;
  const b = blue(color) / 255;
  return Math.max(r, g, b) - Math.min(r, g, b);
}

/** The colour moved to that luminosity; what leaves the range from 0 to 1 is drawn towards the gray of it. */
function relit(red: number, green: number, blue: number, light: number): number {
  const distance = light - weighted(red, green, blue);
  let r = red + distance;
  let g = green + distance;
  let b = blue + distance;
  const center = weighted(r, g, b);
  const least = Math.min(r, g, b);
  const most = Math.max(r, g, b);
  if (least < 0) {
    r = center + ((r - center) * center) / (center - least);
    g = center + ((g - center) * center) / (center - least);
    b = center + ((b - center) * center) / (center - least);
  }
  if (most > 1) {
    r = center + ((r - center) * (1 - center)) / (most - center);
    g = center + ((g - center) * (1 - center)) / (most - center);
    b = center + ((b - center) * (1 - center)) / (most - center);
  }
  return rgba(Math.trunc(255 * r) & 255, Math.trunc(255 * g) & 255, Math.trunc(255 * b) & 255, 0);
}

const RED = 0;
const GREEN = 1;
const BLUE = 2;
/** Kept between calls, since this happens for every pixel. */
const channels = new Float64Array(3);

/**
 * The colour with its channels spread so that they span `amount`, then relit. Where channels are equal, Aseprite's choice
 * of the least, middle and greatest may name one channel twice and leave another as it was (a gray turns red); files look
 * right only with the same choice.
 */
function resaturated(color: number, amount: number, light: number): number {
  const r = red(color) / 255;
  const g = green(color) / 255;
  const b = blue(color) / 255;
  const least = r < Math.min(g, b) ? RED : g < b ? GREEN : BLUE;
  const middle = r > g ? (g > b ? GREEN : r > b ? BLUE : RED) : g > b ? (b > r ? BLUE : RED) : GREEN;
  const most = r > Math.max(g, b) ? RED : g > b ? GREEN : BLUE;
  channels[RED] = r;
  channels[GREEN] = g;
  channels[BLUE] = b;
  const low = channels[least] ?? 0;
  const high = channels[most] ?? 0;
  channels[middle] = high > low ? (((channels[middle] ?? 0) - low) * amount) / (high - low) : 0;
  channels[most] = high > low ? amount : 0;
  channels[least] = 0;
  return relit(channels[RED] ?? 0, channels[GREEN] ?? 0, channels[BLUE] ?? 0, light);
}
