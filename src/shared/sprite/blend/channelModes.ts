import type { BlendMode } from '../sprite.ts';
import { multiplyBytes } from './multiplyBytes.ts';

export type ChannelMode = Exclude<BlendMode, 'normal' | HslMode>;
export type HslMode = 'hue' | 'saturation' | 'color' | 'luminosity';

/** What one channel of the layer makes of the channel below it; both 0 to 255, and so is the answer. */
type Mix = (below: number, above: number) => number;

/** a / b as bytes that stand for 0 to 1, rounded; a is less than b. */
function divideBytes(a: number, b: number): number {
  return Math.trunc((a * 255 + (b >> 1)) / b);
}

const screen: Mix = (below, above) => below + above - multiplyBytes(below, above);

const hardLight: Mix = (below, above) =>
  above < 128 ? multiplyBytes(below, 2 * above) : screen(below, 2 * above - 255);

/** The one mode that Aseprite computes in floating point. */
function softLight(below: number, above: number): number {
  const [b, s] = [below / 255, above / 255];
  const curve = b <= 0.25 ? ((16 * b - 12) * b + 4) * b : Math.sqrt(b);
  const mixed = s <= 0.5 ? b - (1 - 2 * s) * b * (1 - b) : b + (2 * s - 1) * (curve - b);
  return Math.trunc(mixed * 255 + 0.5);
}

function colorDodge(below: number, above: number): number {
  if (below === 0) return 0;
  return below >= 255 - above ? 255 : divideBytes(below, 255 - above);
}

function colorBurn(below: number, above: number): number {
  if (below === 255) return 255;
  return 255 - below >= above ? 0 : 255 - divideBytes(255 - below, above);
}

function divide(below: number, above: number): number {
  if (below === 0) return 0;
  return below >= above ? 255 : divideBytes(below, above);
}

const MIXES: Readonly<Record<ChannelMode, Mix>> = {
  multiply: multiplyBytes,
  screen,
  overlay: (below, above) => hardLight(above, below),
  darken: Math.min,
  lighten: Math.max,
  color_dodge: colorDodge,
  color_burn: colorBurn,
  hard_light: hardLight,
  soft_light: softLight,
  difference: (below, above) => Math.abs(below - above),
  exclusion: (below, above) => below + above - 2 * multiplyBytes(below, above),
  addition: (below, above) => Math.min(255, below + above),
  subtract: (below, above) => Math.max(0, below - above),
  divide,
};

const tables = new Map<ChannelMode, Uint8Array>();

/**
 * All answers of a mode that treats red, green and blue alike, at `below * 256 + above`; made when first asked for. The
 * formulas are those of the PDF and CSS compositing specifications, with the roundings of Aseprite's doc/blend_funcs.cpp.
 */
export function channelTable(mode: ChannelMode): Uint8Array {
  const known = tables.get(mode);
  if (known) return known;
  const mix = MIXES[mode];
  const table = Uint8Array.from({ length: 0x10000 }, (_, pair) => mix(pair >> 8, pair & 255));
  tables.set(mode, table);
  return table;
}
