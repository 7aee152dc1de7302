import type { PaletteOptions } from './choosePalette.ts';
import type { WeightedColor } from './histogram.ts';
import { lloyd } from './lloyd.ts';
import { oklabDistance } from './oklab.ts';
import { weightedMean } from './weightedMean.ts';

/** OKLab: farther from every entry, a colour is shown as another one; where more than that was merged, so much farther. */
const LOST = 0.05;
/** How much more than the mean of all a colour must weigh to be drawn on purpose, and not a blend or noise. */
const FREQUENT = 2;
/** OKLab: entries that are farther apart are both needed. */
const ALIKE = 0.06;
/** Share of the entries that may be given away. */
const MOST_GIVEN = 1 / 8;

/**
 * Sees to frequent colours that no entry is near, as eyes of a few pixels beside many shades of one material: each gets an
 * entry of its own. Where all are taken the two most alike become one for it, unless those differ too much.
 *
 * @param colors of the histogram
 * @param entries the palette so far, of which those nearer than `merge` (OKLab) became one
 */
export function keepLost(
  colors: readonly WeightedColor[],
  entries: readonly WeightedColor[],
  { colorCount, merge }: PaletteOptions,
): readonly WeightedColor[] {
  const reach = Math.max(LOST, merge);
  const mean = colors.reduce((sum, { weight }) => sum + weight, 0) / colors.length;
  const frequent = colors.filter(({ weight }) => weight >= FREQUENT * mean);
  let kept = entries;
  for (let given = 0; given < MOST_GIVEN * colorCount; given++) {
    const lost = mostLost(frequent, kept, reach);
    const room = lost && (kept.length < colorCount ? kept : withoutMostAlike(kept));
    if (!room) return kept;
    const around = colors.filter((one) => oklabDistance(one, lost) < LOST / 2);
    kept = lloyd(colors, [...room, weightedMean(around)]);
  }
  return kept;
}

/** The colour that counts most by its weight and its distance from all entries; undefined where none is lost. */
function mostLost(
  colors: readonly WeightedColor[],
  entries: readonly WeightedColor[],
  reach: number,
): WeightedColor | undefined {
  let [found, most]: [WeightedColor | undefined, number] = [undefined, 0];
  for (const color of colors) {
    const far = Math.min(...entries.map((entry) => oklabDistance(entry, color)));
    if (far > reach && color.weight * far > most) [found, most] = [color, color.weight * far];
  }
  return found;
}

/** With the two nearest entries as one; undefined where they are not alike. */
function withoutMostAlike(entries: readonly WeightedColor[]): readonly WeightedColor[] | undefined {
  let [first, second, least] = [-1, -1, ALIKE];
  for (const [i, one] of entries.entries()) {
    for (let k = i + 1; k < entries.length; k++) {
      const far = oklabDistance(one, entries[k] ?? one);
      if (far < least) [first, second, least] = [i, k, far];
    }
  }
  const [one, other] = [entries[first], entries[second]];
  if (!one || !other) return undefined;
  return [...entries.filter((_, i) => i !== first && i !== second), weightedMean([one, other])];
}
