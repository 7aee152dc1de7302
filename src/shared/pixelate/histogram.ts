import type { SettledFrame } from './settle.ts';

/** A group of alike colours: OKLab and how much it weighs. */
export interface WeightedColor {
  readonly lightness: number;
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

const LIGHTNESS_BINS = 48;
const CHROMA_BINS = 36;
/** OKLab's a and b of sRGB colours lie within this. */
const CHROMA_REACH = 0.36;

/**
 * Counts the opaque cells' colours of all frames in bins of OKLab. A bin weighs count^power: below 1, what is rare but
 * distinct (eyes, teeth, a gem) still earns a colour of its own.
 */
export function colorHistogram(frames: readonly SettledFrame[], power: number): readonly WeightedColor[] {
  const bins = new Float64Array(LIGHTNESS_BINS * CHROMA_BINS * CHROMA_BINS * 4);
  const used: number[] = [];
  for (const { colors, opaque } of frames) {
    for (let cell = 0, i = 0; cell < opaque.length; cell++, i += 3) {
      if (opaque[cell] === 0) continue;
      const lightness = colors[i] ?? 0;
      const a = colors[i + 1] ?? 0;
      const b = colors[i + 2] ?? 0;
      const bin = 4 * ((binOf(lightness, LIGHTNESS_BINS) * CHROMA_BINS + chromaBin(a)) * CHROMA_BINS + chromaBin(b));
      if (bins[bin] === 0) used.push(bin);
      bins[bin] = (bins[bin] ?? 0) + 1;
      bins[bin + 1] = (bins[bin + 1] ?? 0) + lightness;
      bins[bin + 2] = (bins[bin + 2] ?? 0) + a;
      bins[bin + 3] = (bins[bin + 3] ?? 0) + b;
    }
  }
  return used
    .sort((p, q) => p - q)
    .map((i) => {
      const count = bins[i] ?? 0;
      const [lightness, a, b] = [(bins[i + 1] ?? 0) / count, (bins[i + 2] ?? 0) / count, (bins[i + 3] ?? 0) / count];
      return { lightness, a, b, weight: count ** power };
    });
}

function chromaBin(value: number): number {
  return binOf(value / (2 * CHROMA_REACH) + 0.5, CHROMA_BINS);
}

function binOf(value: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(value * bins)));
}
