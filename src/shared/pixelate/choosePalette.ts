import type { WeightedColor } from './histogram.ts';
import { keepLost } from './keepLost.ts';
import { lloyd } from './lloyd.ts';
import { colorToOklab, oklabDistance, oklabToColor } from './oklab.ts';
import { weightedMean } from './weightedMean.ts';

export interface PaletteOptions {
  readonly colorCount: number;
  /** Entries nearer than this in OKLab become one. */
  readonly merge: number;
}

interface Cluster {
  readonly members: readonly WeightedColor[];
  readonly center: WeightedColor;
  /** Weighted sum of squared distances from the centre along the widest axis. */
  readonly spread: number;
  readonly axis: Axis;
}

type Axis = 'lightness' | 'a' | 'b';

/**
 * At most `colorCount` opaque sRGB colours for a histogram: splits the cluster of the largest variance until there are
 * enough (after Wu, "Efficient statistical computations for optimal color quantization", 1991), improves them by
 * Lloyd's steps, merges what looks the same, gives a frequent colour that has nothing like it an entry of its own, and snaps
 * to 8 bits. No chance is involved. Sorted into ramps.
 */
export function choosePalette(colors: readonly WeightedColor[], options: PaletteOptions): readonly number[] {
  if (colors.length === 0) return [];
  const clusters = [clusterOf(colors)];
  while (clusters.length < options.colorCount) {
    const widest = clusters.reduce(
      (best, cluster, i) => (cluster.spread > (clusters[best]?.spread ?? 0) ? i : best),
      0,
    );
    const halves = split(clusters[widest]);
    if (!halves) break;
    clusters.splice(widest, 1, ...halves);
  }
  const centers = lloyd(
    colors,
    clusters.map((cluster) => cluster.center),
  );
  const merged = mergeAlike(centers, options.merge);
  const snapped = keepLost(colors, merged, options).map(oklabToColor);
  return sortIntoRamps([...new Set(snapped)]);
}

function clusterOf(members: readonly WeightedColor[]): Cluster {
  const center = weightedMean(members);
  let [spreadL, spreadA, spreadB] = [0, 0, 0];
  for (const { lightness, a, b, weight } of members) {
    spreadL += weight * (lightness - center.lightness) ** 2;
    spreadA += weight * (a - center.a) ** 2;
    spreadB += weight * (b - center.b) ** 2;
  }
  const spread = Math.max(spreadL, spreadA, spreadB);
  return { members, center, spread, axis: spread === spreadL ? 'lightness' : spread === spreadA ? 'a' : 'b' };
}

function split(cluster: Cluster | undefined): readonly [Cluster, Cluster] | undefined {
  if (!cluster || cluster.spread <= 1e-9) return undefined;
  const { axis, center, members } = cluster;
  const lower = members.filter((one) => one[axis] < center[axis]);
  const upper = members.filter((one) => one[axis] >= center[axis]);
  return lower.length === 0 || upper.length === 0 ? undefined : [clusterOf(lower), clusterOf(upper)];
}

/** What is rare beside a frequent colour is more likely that one's noise: up to twice the limit counts as alike then. */
function mergeAlike(centers: readonly WeightedColor[], limit: number): readonly WeightedColor[] {
  const left = [...centers];
  for (;;) {
    let [first, second, least] = [-1, -1, limit];
    for (const [i, one] of left.entries()) {
      for (let k = i + 1; k < left.length; k++) {
        const other = left[k] ?? one;
        const ratio = Math.min(one.weight, other.weight) / Math.max(one.weight, other.weight);
        const far = oklabDistance(one, other) / (2 - ratio);
        if (far < least) [first, second, least] = [i, k, far];
      }
    }
    const [one, other] = [left[first], left[second]];
    if (!one || !other) return left;
    left.splice(second, 1);
    left[first] = weightedMean([one, other]);
  }
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
