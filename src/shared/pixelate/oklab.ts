import { blue, green, red, rgba } from '../sprite/color.ts';

/** A colour in OKLab: lightness 0 to 1, a and b about -0.4 to 0.4. Equal distances look about equal; 0.02 is just seen. */
export interface Oklab {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
}

/** Linear light (0 to 1) to OKLab, written to `out` from `at` on. After Björn Ottosson, "A perceptual color space for
 * image processing", 2020. */
export function linearToOklab(
  r: number,
  g: number,
  b: number,
  out: Float32Array | Float64Array | number[],
  at: number,
): void {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  out[at] = 0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s;
  out[at + 1] = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  out[at + 2] = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
}

export function colorToOklab(color: number): Oklab {
  const out = [0, 0, 0];
  linearToOklab(toLinear(red(color) / 255), toLinear(green(color) / 255), toLinear(blue(color) / 255), out, 0);
  const [lightness = 0, a = 0, b = 0] = out;
  return { lightness, a, b };
}

/** Three floats (lightness, a, b) for each colour. */
export function colorsToOklab(colors: readonly number[]): Float32Array {
  const values = new Float32Array(3 * colors.length);
  for (const [i, color] of colors.entries()) {
    const { lightness, a, b } = colorToOklab(color);
    values.set([lightness, a, b], 3 * i);
  }
  return values;
}

/** The nearest opaque RGBA colour; what sRGB cannot show is clipped. */
export function oklabToColor({ lightness, a, b }: Oklab): number {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return rgba(
    toByte(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    toByte(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    toByte(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  );
}

export function oklabDistance(one: Oklab, other: Oklab): number {
  const lightness = one.lightness - other.lightness;
  const a = one.a - other.a;
  const b = one.b - other.b;
  // Much quicker than Math.hypot.
  return Math.sqrt(lightness * lightness + a * a + b * b);
}

/** sRGB's curve, 0 to 1. */
export function toLinear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function toByte(linear: number): number {
  const value = linear <= 0.0031308 ? linear * 12.92 : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(255 * Math.min(1, Math.max(0, value)));
}
