import { alpha, blue, green, red, rgba } from '../../../shared/sprite/color.ts';

/** Hue in degrees 0 to 360, saturation and value in percent. */
export interface Hsv {
  readonly hue: number;
  readonly saturation: number;
  readonly value: number;
}

/** Lightness in percent, chroma times 100 (0 to about 32 on a screen), hue in degrees. */
export interface Oklch {
  readonly lightness: number;
  readonly chroma: number;
  readonly hue: number;
}

export const MOST_CHROMA = 33;

/** Gray has no hue of its own; the hue that is given then stays. */
export function toHsv(color: number, hueOfGray = 0): Hsv {
  const [r, g, b] = [red(color) / 255, green(color) / 255, blue(color) / 255];
  const most = Math.max(r, g, b);
  const span = most - Math.min(r, g, b);
  const saturation = most === 0 ? 0 : (span / most) * 100;
  return { hue: span === 0 ? hueOfGray : hueOf(r, g, b, most, span), saturation, value: most * 100 };
}

function hueOf(r: number, g: number, b: number, most: number, span: number): number {
  if (most === r) return (((g - b) / span + 6) % 6) * 60;
  return most === g ? ((b - r) / span + 2) * 60 : ((r - g) / span + 4) * 60;
}

export function fromHsv({ hue, saturation, value }: Hsv, opacity = 255): number {
  const [v, s] = [value / 100, saturation / 100];
  const channel = (n: number): number => {
    const k = (n + hue / 60) % 6;
    return Math.round((v - v * s * Math.max(0, Math.min(k, 4 - k, 1))) * 255);
  };
  return rgba(channel(5), channel(3), channel(1), opacity);
}

/** Björn Ottosson, "A perceptual color space for image processing" (2020), in polar form. */
export function toOklch(color: number, hueOfGray = 0): Oklch {
  const [r, g, b] = [linear(red(color)), linear(green(color)), linear(blue(color))];
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  const x = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const y = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const chroma = Math.hypot(x, y) * 100;
  const hue = (Math.atan2(y, x) * 180) / Math.PI;
  return {
    lightness: (0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s) * 100,
    chroma,
    hue: chroma < 0.02 ? hueOfGray : (hue + 360) % 360,
  };
}

/** The nearest colour of that lightness and hue that a screen can show: chroma is lowered as far as it must be. */
export function fromOklch(wanted: Oklch, opacity = 255): number {
  const exact = linearOf(wanted);
  if (isShowable(exact)) return packed(exact, opacity);
  return packed(linearOf({ ...wanted, chroma: mostChroma(wanted.lightness, wanted.hue) }), opacity);
}

/** The most chroma that a screen can show at a lightness and hue. */
export function mostChroma(lightness: number, hue: number): number {
  let [low, high] = [0, 50];
  for (let step = 0; step < 16; step++) {
    const chroma = (low + high) / 2;
    if (isShowable(linearOf({ lightness, chroma, hue }))) low = chroma;
    else high = chroma;
  }
  return low;
}

type Linear = readonly [number, number, number];

function linearOf({ lightness, chroma, hue }: Oklch): Linear {
  const angle = (hue * Math.PI) / 180;
  const [L, a, b] = [lightness / 100, (chroma / 100) * Math.cos(angle), (chroma / 100) * Math.sin(angle)];
  const l = (L + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (L - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (L - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

function isShowable(color: Linear): boolean {
  return color.every((channel) => channel >= -0.0005 && channel <= 1.0005);
}

function packed([r, g, b]: Linear, opacity: number): number {
  return rgba(encoded(r), encoded(g), encoded(b), opacity);
}

/** The transfer curve of sRGB, IEC 61966-2-1. */
function linear(byte: number): number {
  const value = byte / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function encoded(value: number): number {
  const held = Math.min(1, Math.max(0, value));
  return Math.round((held <= 0.0031308 ? held * 12.92 : 1.055 * held ** (1 / 2.4) - 0.055) * 255);
}

/** The same colour with another opacity, 0 to 255. */
export function withAlpha(color: number, opacity: number): number {
  return rgba(red(color), green(color), blue(color), opacity);
}

/** As CSS understands it. */
export function cssColor(color: number): string {
  return `rgb(${red(color)} ${green(color)} ${blue(color)} / ${(alpha(color) / 255).toFixed(3)})`;
}

/** Black or white, whichever is easier to see on a colour. */
export function markOn(color: number): '#000' | '#fff' {
  return alpha(color) < 128 || toOklch(color).lightness > 62 ? '#000' : '#fff';
}
