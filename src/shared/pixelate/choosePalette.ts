import { WEIGHTED_FIELDS, type WeightedColors } from './histogram.ts';
import { keepLost } from './keepLost.ts';
import { kernel } from './kernel/kernel.ts';
import { lloyd } from './lloyd.ts';
import { colorToOklab, oklabToColor } from './oklab.ts';

export interface PaletteOptions {
  readonly colorCount: number;
  /** Entries nearer than this in OKLab become one. */
  readonly merge: number;
}

/** Entries that a byte can name. */
const MOST = 256;

/**
 * At most `colorCount` (up to 256) opaque sRGB colours for a histogram: splits the cluster of the largest variance until
 * there are enough (after Wu, "Efficient statistical computations for optimal color quantization", 1991), improves them by
 * Lloyd's steps, merges what looks the same, gives a frequent colour that has nothing like it an entry of its own, and snaps
 * to 8 bits. No chance is involved. Sorted into ramps.
 */
export function choosePalette(colors: WeightedColors, options: PaletteOptions): readonly number[] {
  const count = colors.length / WEIGHTED_FIELDS;
  if (count === 0) return [];
  const colorsAt = kernel.put('weightedColors', colors);
  const orderAt = kernel.room('colorOrder', 8 * count);
  const at = kernel.room('centers', 8 * WEIGHTED_FIELDS * MOST);
  const parts = kernel.call.splitColors(colorsAt, count, orderAt, orderAt + 4 * count, at, options.colorCount);
  const improved = lloyd({ colorsAt, count, at }, parts);
  const merged = kernel.call.mergeAlike(at, improved, options.merge);
  const kept = keepLost({ colorsAt, count, at }, merged, options);
  return sortIntoRamps([...new Set(colorsFrom(kernel.view(Float64Array, at, WEIGHTED_FIELDS * kept)))]);
}

function colorsFrom(centers: WeightedColors): readonly number[] {
  return Array.from({ length: centers.length / WEIGHTED_FIELDS }, (_, i) => {
    const [lightness = 0, a = 0, b = 0] = centers.subarray(WEIGHTED_FIELDS * i);
    return oklabToColor({ lightness, a, b });
  });
}

/** Greys first, then by hue in eighths of the circle, each ramp from dark to light. */
function sortIntoRamps(colors: readonly number[]): readonly number[] {
  const rank = (color: number): readonly [number, number] => {
    const { lightness, a, b } = colorToOklab(color);
    const isGray = Math.hypot(a, b) < 0.03;
    return [isGray ? -1 : Math.floor(((Math.atan2(b, a) / Math.PI + 2) * 4) % 8), lightness];
  };
  const ranked = colors.map((color) => ({ color, rank: rank(color) }));
  ranked.sort((p, q) => p.rank[0] - q.rank[0] || p.rank[1] - q.rank[1] || p.color - q.color);
  return ranked.map(({ color }) => color);
}
