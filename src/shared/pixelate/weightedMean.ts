import type { WeightedColor } from './histogram.ts';

/** The mean of some colours by their weights, which it has all together. */
export function weightedMean(colors: readonly WeightedColor[]): WeightedColor {
  let [weight, lightness, a, b] = [0, 0, 0, 0];
  for (const color of colors) {
    weight += color.weight;
    lightness += color.weight * color.lightness;
    a += color.weight * color.a;
    b += color.weight * color.b;
  }
  return { lightness: lightness / weight, a: a / weight, b: b / weight, weight };
}
