import type { PaletteOptions } from './choosePalette.ts';
import { kernel } from './kernel/kernel.ts';
import { type Centers, lloyd } from './lloyd.ts';

/** OKLab: farther from every entry, a colour is shown as another one; where more than that was merged, so much farther. */
const LOST = 0.05;
/** Share of the entries that may be given away. */
const MOST_GIVEN = 1 / 8;

/**
 * Sees to frequent colours that no entry is near, as eyes of a few pixels beside many shades of one material: each gets an
 * entry of its own. Where all are taken the two most alike become one for it, unless those differ too much.
 *
 * @param centers the colours of the histogram, and the palette so far
 * @param entryCount how many entries it has, of which those nearer than `merge` (OKLab) became one
 * @returns how many it has now
 */
export function keepLost(centers: Centers, entryCount: number, { colorCount, merge }: PaletteOptions): number {
  const { colorsAt, count, at } = centers;
  let kept = entryCount;
  for (let given = 0; given < MOST_GIVEN * colorCount; given++) {
    const entries = kernel.call.giveEntry(colorsAt, count, at, kept, colorCount, Math.max(LOST, merge));
    if (entries === 0) return kept;
    kept = lloyd(centers, entries);
  }
  return kept;
}
