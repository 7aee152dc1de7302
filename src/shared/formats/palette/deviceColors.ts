import { rgba } from '../../sprite/color.ts';

/** A component from 0 to 1 as a byte; beyond that it is cut. */
function byte(component: number): number {
  return Math.round(255 * Math.min(1, Math.max(0, Number.isFinite(component) ? component : 0)));
}

/** Components from 0 to 1. */
export function fromUnit(r: number, g: number, b: number): number {
  return rgba(byte(r), byte(g), byte(b));
}

/** Ink from 0 to 1, without a profile: each ink takes its share of the light. */
export function fromCmyk(cyan: number, magenta: number, yellow: number, black: number): number {
  return fromUnit((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black));
}

/** Hue, saturation and brightness from 0 to 1. */
export function fromHsb(hue: number, saturation: number, brightness: number): number {
  const channel = (offset: number) => {
    const k = (offset + hue * 6) % 6;
    return brightness - brightness * saturation * Math.max(0, Math.min(k, 4 - k, 1));
  };
  return fromUnit(channel(5), channel(3), channel(1));
}

/** CIE L*a*b* with the white of D50, L from 0 to 100, to sRGB (CIE 15; matrix with Bradford adaptation). */
export function fromLab(lightness: number, a: number, b: number): number {
  const fy = (lightness + 16) / 116;
  const [x, y, z] = [0.9642 * linear(fy + a / 500), linear(fy), 0.8251 * linear(fy - b / 200)];
  return fromUnit(
    gammaOf(3.1338561 * x - 1.6168667 * y - 0.4906146 * z),
    gammaOf(-0.9787684 * x + 1.9161415 * y + 0.033454 * z),
    gammaOf(0.0719453 * x - 0.2289914 * y + 1.4052427 * z),
  );
}

function linear(f: number): number {
  return f > 6 / 29 ? f ** 3 : 3 * (6 / 29) ** 2 * (f - 4 / 29);
}

function gammaOf(light: number): number {
  return light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
}
