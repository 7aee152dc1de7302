import type { Material } from './material.ts';

/** The sun stands at the top left, before the picture; y points down here. */
const SUN = normalized(-0.52, -0.62, 0.6);
/** Half way between the sun and the eye, where a reflection appears. */
const MIRROR = normalized(-0.52, -0.62, 1.6);
const STEPS = 96;

/**
 * How a surface with this normal is lit: soft steps from shade (-1) over plain (0) to light (1), and a rim of sky light
 * at the lower right.
 */
export function toneOf(x: number, y: number, z: number): number {
  const sun = x * SUN.x + y * SUN.y + z * SUN.z;
  const rim = smooth(0.5, 0.95, x * 0.62 + y * 0.78) * (1 - z) * 0.55;
  return smooth(-0.12, 0.44, sun) - 1 + smooth(0.8, 0.98, sun) * 0.8 + rim;
}

/** Strength of the reflection, 0 to 1. */
export function reflection(x: number, y: number, z: number): number {
  return smooth(0.955, 0.985, x * MIRROR.x + y * MIRROR.y + z * MIRROR.z);
}

/** A material's colours for all tones, three values each; see `toneIndex`. */
export function toneTable(material: Material): Float32Array {
  const table = new Float32Array((2 * STEPS + 1) * 3);
  for (let i = 0; i <= 2 * STEPS; i++) {
    const tone = i / STEPS - 1;
    const toward = tone < 0 ? material.shade : material.light;
    const share = Math.abs(tone) * (1 - material.glow);
    for (const channel of [0, 1, 2] as const) {
      const base = material.base[channel];
      table[i * 3 + channel] = base + (toward[channel] - base) * share;
    }
  }
  return table;
}

/** Where a tone's colour begins in a tone table. */
export function toneIndex(tone: number): number {
  const bounded = tone < -1 ? -1 : tone > 1 ? 1 : tone;
  return Math.round((bounded + 1) * STEPS) * 3;
}

/** 0 below `low`, 1 above `high`, an S between; the other way round when `low` is the greater. */
export function smooth(low: number, high: number, value: number): number {
  const share = (value - low) / (high - low);
  if (share <= 0) return 0;
  return share >= 1 ? 1 : share * share * (3 - 2 * share);
}

function normalized(x: number, y: number, z: number): { readonly x: number; readonly y: number; readonly z: number } {
  const length = Math.hypot(x, y, z);
  return { x: x / length, y: y / length, z: z / length };
}
