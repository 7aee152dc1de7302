/** Steps below this share of the liveliest ones are stillness. */
const STILL = 0.1;
/** OKLab: where no step is larger, nothing happens at all. */
const NOTHING = 0.002;

/**
 * Where a motion that happens once begins and ends: from the last frame before it to the first one after it, as
 * [start, end) in frames. All of them where nothing moves.
 *
 * @param steps how much moves from each frame to the next, one less than there are frames
 */
export function trimStillness(steps: readonly number[]): readonly [number, number] {
  const ordered = steps.toSorted((p, q) => p - q);
  // The least step is film grain; one wild step is a cut.
  const [grain = 0, lively = 0] = [ordered[0], ordered[Math.floor((ordered.length - 1) * 0.95)]];
  if (lively - grain < NOTHING) return [0, steps.length + 1];
  const moves = (step: number): boolean => step > grain + STILL * (lively - grain);
  return [steps.findIndex(moves), steps.findLastIndex(moves) + 2];
}
