import type { ClipSettings } from '../clip/clipSettings.ts';
import { assignIndices } from './assignIndices.ts';
import { choosePalette } from './choosePalette.ts';
import { colorHistogram } from './histogram.ts';
import { kernel } from './kernel/kernel.ts';
import { mergeOrphans } from './mergeOrphans.ts';
import type { SettledFrame } from './settle.ts';
import { thresholds } from './thresholds.ts';

export interface ColoredFrames {
  /** RGBA; entry 0 is transparent, all others are opaque and differ. */
  readonly palette: readonly number[];
  /** One palette entry a cell. */
  readonly indices: readonly Uint8Array[];
}

/** Entries that a byte can name beside the transparent one. */
const MOST_COLORS = 255;

/**
 * Gives every opaque cell its colour out of one palette for all frames: the given one as it is (without what is not
 * opaque and what is there twice; its first 255 colours), or a new one of just the colours that are used.
 *
 * @param colors to choose from, where the caller has them already
 */
export function colorFrames(
  frames: readonly SettledFrame[],
  settings: ClipSettings,
  colors: readonly number[] = colorsFor(frames, settings),
): ColoredFrames {
  const { width, steadiness, dither } = settings;
  const assigned = assignIndices(frames, colors, { width, steadiness, thresholds: thresholds(dither) });
  // The dots of a dither are lone on purpose.
  const isMerged = settings.mergeOrphans && dither === 'none';
  const indices = isMerged ? mergeOrphans(frames, assigned, width, colors) : assigned;
  return settings.palette ? { palette: [0, ...colors], indices } : withoutUnused(colors, indices);
}

/** The opaque colours that the frames are drawn with. */
export function colorsFor(frames: readonly SettledFrame[], settings: ClipSettings): readonly number[] {
  const { palette, rarity, colorCount, merge } = settings;
  if (palette) return [...new Set(palette.filter((color) => color >>> 24 === 255))].slice(0, MOST_COLORS);
  return choosePalette(colorHistogram(frames, rarity), { colorCount: Math.min(MOST_COLORS, colorCount), merge });
}

function withoutUnused(colors: readonly number[], frames: readonly Uint8Array[]): ColoredFrames {
  const used = usedEntries(frames);
  const kept = colors.filter((_, i) => used[i + 1] === 1);
  if (kept.length === colors.length) return { palette: [0, ...colors], indices: frames };
  const places = Uint8Array.from([0, ...colors], (color, i) => (i === 0 ? 0 : kept.indexOf(color) + 1));
  const placesAt = kernel.put('entryPlaces', places);
  const indices = frames.map((frame) => {
    const at = kernel.put('indices', frame);
    kernel.call.renumber(at, frame.length, placesAt);
    return kernel.copy(Uint8Array, at, frame.length);
  });
  return { palette: [0, ...kept], indices };
}

/** 1 for each entry that is there. */
function usedEntries(frames: readonly Uint8Array[]): Uint8Array {
  const usedAt = kernel.put('usedEntries', new Uint8Array(256));
  for (const frame of frames) kernel.call.markUsed(kernel.put('indices', frame), frame.length, usedAt);
  return kernel.copy(Uint8Array, usedAt, 256);
}
