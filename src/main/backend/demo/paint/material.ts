/** 0 to 255 each. */
export type Rgb = readonly [red: number, green: number, blue: number];

/** The tones of a surface, from its line to its highlight. */
export interface Material {
  readonly base: Rgb;
  readonly shade: Rgb;
  readonly light: Rgb;
  readonly line: Rgb;
  /** Strength of the reflection spot, 0 to 1. */
  readonly gloss: number;
  /** 1 shines by itself and takes no shading, 0 is lit. */
  readonly glow: number;
}

const NIGHT: Rgb = [58, 36, 112];
const INK: Rgb = [30, 18, 44];
const SUN: Rgb = [255, 246, 214];

/** Shadows turn towards violet and lights towards yellow, as illustrators paint them. */
export function material(base: Rgb, gloss = 0, glow = 0): Material {
  return {
    base,
    shade: mix(scaled(base, 0.68), NIGHT, 0.24),
    light: mix(scaled(base, 1.1), SUN, 0.38),
    line: mix(scaled(base, 0.32), INK, 0.6),
    gloss,
    glow,
  };
}

/** The same surface in the shadow of the body: for limbs on the far side. */
export function dimmed(surface: Material, amount = 0.3): Material {
  return {
    ...surface,
    base: mix(surface.base, surface.shade, amount * 2),
    light: mix(surface.light, surface.base, amount * 2),
    shade: mix(surface.shade, INK, amount * 0.5),
    gloss: surface.gloss * 0.5,
  };
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

function scaled(color: Rgb, factor: number): Rgb {
  const most = (value: number): number => Math.min(255, value * factor);
  return [most(color[0]), most(color[1]), most(color[2])];
}
