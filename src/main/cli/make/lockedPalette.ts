import { BatchError } from '../batch/batchError.ts';
import { openPalette } from '../batch/openPalette.ts';
import type { MakeWishes } from './makePlan.ts';

/** The settings with the colours of the palette that was named, which is then a lock. @throws BatchError */
export async function settingsWithPalette({ settings, palette }: MakeWishes): Promise<MakeWishes['settings']> {
  if (palette === null) return settings;
  const colors = [...new Set((await openPalette(palette)).colors.filter((color) => color >>> 24 === 255))];
  if (colors.length === 0) throw new BatchError(`${palette}: it has no opaque colour. Choose another palette.`);
  if (colors.length > 255) {
    throw new BatchError(`${palette}: it has ${colors.length} opaque colours; up to 255 can be drawn from.`);
  }
  return { ...settings, palette: colors };
}
