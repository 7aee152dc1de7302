import { kernel } from './kernel/kernel.ts';
import type { SettledFrame } from './settle.ts';

/** Groups of alike colours, four numbers each: lightness, a, b (OKLab) and how much it weighs. */
export type WeightedColors = Float64Array;
export const WEIGHTED_FIELDS = 4;

/**
 * Counts the opaque cells' colours of all frames in bins of OKLab. A bin weighs count^power: below 1, what is rare but
 * distinct (eyes, teeth, a gem) still earns a colour of its own.
 */
export function colorHistogram(frames: readonly SettledFrame[], power: number): WeightedColors {
  const bins = kernel.call.histogramBins();
  const placesAt = kernel.put('binPlaces', new Int32Array(bins));
  const sumsAt = kernel.room('binSums', 8 * WEIGHTED_FIELDS * bins);
  let used = 0;
  for (const { colors, opaque } of frames) {
    const [colorsAt, opaqueAt] = [kernel.put('cellColors', colors), kernel.put('cellOpaque', opaque)];
    used = kernel.call.countColors(colorsAt, opaqueAt, opaque.length, placesAt, sumsAt, used);
  }
  const listAt = kernel.room('binColors', 8 * WEIGHTED_FIELDS * used);
  kernel.call.listColors(placesAt, sumsAt, listAt);
  const colors = kernel.copy(Float64Array, listAt, WEIGHTED_FIELDS * used);
  for (let i = WEIGHTED_FIELDS - 1; i < colors.length; i += WEIGHTED_FIELDS) colors[i] = (colors[i] ?? 0) ** power;
  return colors;
}
