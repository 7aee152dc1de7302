import { kernel } from './kernel/kernel.ts';
import { colorsToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';
import type { Thresholds } from './thresholds.ts';

/** What the kernel notes of two entries that are dithered. */
const NEIGHBOUR_BYTES = 16;

export interface AssignOptions {
  /** In cells. */
  readonly width: number;
  /** OKLab: how much farther off than the nearest entry the one of the frame before may be and still stay. */
  readonly steadiness: number;
  /** The pattern of an ordered dither. */
  readonly thresholds: Thresholds | undefined;
}

/**
 * Gives each opaque cell its palette entry (entry 0 is transparent, the others are the colours), frame by frame. A
 * cell keeps the entry it had while that is at most `steadiness` (OKLab) farther off than the nearest: noise between
 * two entries does not flicker, and real change is not held up; where the source stood still, more of it is noise.
 * Without any colour all cells are transparent.
 *
 * With thresholds a cell between its nearest entry and another one is moved along the line between them by up to half
 * their distance, as the pattern says, before one is taken: their mixture over an area is about the colour that was there.
 *
 * @param colors at most 255
 */
export function assignIndices(
  frames: readonly SettledFrame[],
  colors: readonly number[],
  options: AssignOptions,
): readonly Uint8Array[] {
  if (colors.length === 0) return frames.map(({ opaque }) => new Uint8Array(opaque.length));
  tellEntries(colors, options);
  const assigned: Uint8Array[] = [];
  for (const [t, { colors: shown, opaque, still }] of frames.entries()) {
    const [colorsAt, opaqueAt] = [kernel.put('cellColors', shown), kernel.put('cellOpaque', opaque)];
    const [stillAt, before] = [kernel.put('cellStill', still), assigned[t - 1]];
    const beforeAt = before ? kernel.put('indicesBefore', before) : 0;
    const at = kernel.room('indices', opaque.length);
    kernel.call.assignCells(colorsAt, opaqueAt, stillAt, beforeAt, opaque.length, at);
    assigned.push(kernel.copy(Uint8Array, at, opaque.length));
  }
  return assigned;
}

/** Makes the kernel ready to find entries. */
function tellEntries(colors: readonly number[], { width, steadiness, thresholds }: AssignOptions): void {
  const boxes = kernel.call.nearestBoxes();
  const entriesAt = kernel.put('entryColors', colorsToOklab(colors));
  const [countsAt, candidatesAt] = [kernel.room('boxes', boxes), kernel.room('candidates', boxes * colors.length)];
  kernel.call.setEntries(entriesAt, colors.length, countsAt, candidatesAt);
  if (thresholds) kernel.call.setNeighbours(kernel.room('neighbours', NEIGHBOUR_BYTES * colors.length ** 2));
  const patternAt = thresholds ? kernel.put('pattern', thresholds.values) : 0;
  kernel.call.setAssign(width, steadiness, patternAt, thresholds?.side ?? 0);
}
