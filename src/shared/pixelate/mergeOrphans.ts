import { kernel } from './kernel/kernel.ts';
import { colorsToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

/**
 * Gives lone pixels (none of the four neighbours alike) the entry that most neighbours have, where what was there lies
 * about between the two. A pixel that is plainly of its own colour stays, and so does one that stands still: what is
 * in the same place in the frames before and after is drawn on purpose; in the first and the last frame the one beside it
 * says so. Of the neighbours' colour, a hardly lighter or darker one, nothing is drawn on purpose.
 *
 * @param settled what was there, cell by cell
 * @param indices palette entries, entry 0 transparent
 */
export function mergeOrphans(
  settled: readonly SettledFrame[],
  indices: readonly Uint8Array[],
  width: number,
  colors: readonly number[],
): readonly Uint8Array[] {
  const entriesAt = kernel.put('entryColors', colorsToOklab(colors));
  // A frame is looked at three times.
  const placeOf = (t: number): number => {
    const frame = indices[t];
    return frame ? kernel.hold(`orphans${t % 3}`, frame) : 0;
  };
  return indices.map((frame, t) => {
    const [beforeAt, frameAt, afterAt] = [placeOf(t - 1), placeOf(t), placeOf(t + 1)];
    const colorsAt = kernel.put('cellColors', settled[t]?.colors ?? new Float32Array());
    const at = kernel.room('indices', frame.length);
    kernel.call.mergeOrphans(beforeAt, frameAt, afterAt, frame.length, width, colorsAt, entriesAt, at);
    return kernel.copy(Uint8Array, at, frame.length);
  });
}
