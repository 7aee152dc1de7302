import { type DitherPartner, ditherPartner } from './ditherPartner.ts';
import { type NearestEntry, nearestEntry } from './nearestEntry.ts';
import { colorToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';
import type { Thresholds } from './thresholds.ts';

export interface AssignOptions {
  /** In cells. */
  readonly width: number;
  /** OKLab: how much farther off than the nearest entry the one of the frame before may be and still stay. */
  readonly steadiness: number;
  /** The pattern of an ordered dither. */
  readonly thresholds: Thresholds | undefined;
}

/** How much steadier a cell is whose source stood still. */
const STILL = 2;

/**
 * Gives each opaque cell its palette entry (entry 0 is transparent, the others are the colours), frame by frame. A
 * cell keeps the entry it had while that is at most `steadiness` (OKLab) farther off than the nearest: noise between
 * two entries does not flicker, and real change is not held up; where the source stood still, more of it is noise. Without any colour all cells are transparent.
 *
 * With thresholds a cell between its nearest entry and another one is moved along the line between them by up to half
 * their distance, as the pattern says, before one is taken: their mixture over an area is about the colour that was there.
 */
export function assignIndices(
  frames: readonly SettledFrame[],
  colors: readonly number[],
  options: AssignOptions,
): readonly Uint8Array[] {
  const entries = Float32Array.from(colors.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  const nearest = nearestEntry(entries);
  const partnerOf = ditherPartner(entries);
  let before: Uint8Array | undefined;
  return frames.map((frame) => {
    before = assign(frame, entries, nearest, partnerOf, before, options);
    return before;
  });
}

function assign(
  { colors, opaque, still }: SettledFrame,
  entries: Float32Array,
  nearest: NearestEntry,
  partnerOf: DitherPartner,
  before: Uint8Array | undefined,
  { width, steadiness, thresholds }: AssignOptions,
): Uint8Array {
  const indices = new Uint8Array(opaque.length);
  if (entries.length === 0) return indices;
  const color = new Float32Array(3);
  for (let cell = 0, i = 0; cell < opaque.length; cell++, i += 3) {
    if (opaque[cell] === 0) continue;
    for (let k = 0; k < 3; k++) color[k] = colors[i + k] ?? 0;
    let best = 3 * nearest(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
    if (thresholds) {
      const second = partnerOf(color, best);
      if (second >= 0) best = dithered(color, entries, best, second, thresholdAt(thresholds, cell, width));
    }
    indices[cell] = best / 3 + 1;
    const had = before?.[cell] ?? 0;
    if (had === 0 || had === indices[cell]) continue;
    const far = Math.sqrt(squaredDistance(entries, 3 * (had - 1), color));
    if (far < Math.sqrt(squaredDistance(entries, best, color)) + (still[cell] === 0 ? 1 : STILL) * steadiness)
      indices[cell] = had;
  }
  return indices;
}

/** Moves the colour along the line between two entries and says which is then the nearer one. */
function dithered(color: Float32Array, entries: Float32Array, best: number, second: number, place: number): number {
  // The lighter one comes first at the same places, whichever is nearer: a ramp goes through the pattern without a fold.
  const threshold = (entries[best] ?? 0) < (entries[second] ?? 0) ? place : 1 - place;
  let along = 0;
  let length = 0;
  for (let k = 0; k < 3; k++) {
    const step = (entries[second + k] ?? 0) - (entries[best + k] ?? 0);
    along += ((color[k] ?? 0) - (entries[best + k] ?? 0)) * step;
    length += step * step;
  }
  for (let k = 0; k < 3; k++) {
    const step = (entries[second + k] ?? 0) - (entries[best + k] ?? 0);
    color[k] = (color[k] ?? 0) + (0.5 - threshold) * step;
  }
  return along > threshold * length ? second : best;
}

function squaredDistance(entries: Float32Array, k: number, color: Float32Array): number {
  const l = (entries[k] ?? 0) - (color[0] ?? 0);
  const a = (entries[k + 1] ?? 0) - (color[1] ?? 0);
  const b = (entries[k + 2] ?? 0) - (color[2] ?? 0);
  return l * l + a * a + b * b;
}

/** The pattern lies still over the frame. */
function thresholdAt({ side, values }: Thresholds, cell: number, width: number): number {
  const x = cell % width;
  return values[(((cell - x) / width) % side) * side + (x % side)] ?? 0.5;
}
