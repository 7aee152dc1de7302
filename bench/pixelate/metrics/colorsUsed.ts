import type { Playback } from './playback.ts';

/** How many opaque colours all frames together show. */
export function colorsUsed({ frames }: Playback): number {
  const colors = new Set<number>();
  for (const frame of frames) for (const color of frame) if (color !== 0) colors.add(color);
  return colors.size;
}
