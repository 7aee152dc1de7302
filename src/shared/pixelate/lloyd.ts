import type { WeightedColor } from './histogram.ts';
import { oklabDistance } from './oklab.ts';
import { weightedMean } from './weightedMean.ts';

const ROUNDS = 12;

/** Moves each centre to the mean of the colours nearest to it, until nothing moves; those without any colour go. */
export function lloyd(colors: readonly WeightedColor[], start: readonly WeightedColor[]): readonly WeightedColor[] {
  let centers = start;
  for (let round = 0; round < ROUNDS; round++) {
    const groups: WeightedColor[][] = centers.map(() => []);
    const places = Float64Array.from(centers.flatMap(({ lightness, a, b }) => [lightness, a, b]));
    for (const color of colors) groups[nearest(places, color)]?.push(color);
    const next = groups.filter((group) => group.length > 0).map(weightedMean);
    const moved =
      next.length !== centers.length || next.some((center, i) => oklabDistance(center, centers[i] ?? center) > 1e-4);
    centers = next;
    if (!moved) break;
  }
  return centers;
}

/** The number of the place, three values each, that is nearest to a colour. */
function nearest(places: Float64Array, { lightness, a, b }: WeightedColor): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < places.length; i += 3) {
    const stepL = (places[i] ?? 0) - lightness;
    const stepA = (places[i + 1] ?? 0) - a;
    const stepB = (places[i + 2] ?? 0) - b;
    const far = stepL * stepL + stepA * stepA + stepB * stepB;
    if (far < least) [best, least] = [i, far];
  }
  return best / 3;
}
