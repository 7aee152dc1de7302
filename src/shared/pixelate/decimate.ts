import type { Moment } from './moments.ts';

/**
 * At most `most` moments in the same time: those at which an equal share of the motion has passed, so that what moves
 * fast keeps its frames and what hardly moves is held longer. The first one stays; each lasts until the next.
 *
 * @param steps how much moves from each moment to the next; the last one's is the step back to the first. Without that
 *   one the motion happens once, and its end is shown too
 */
export function decimate(moments: readonly Moment[], steps: readonly number[], most: number): readonly Moment[] {
  if (moments.length <= most) return moments;
  const passed = passedAt(moments.length, steps);
  const pieces = steps.length < moments.length ? most - 1 : most;
  const starts: number[] = [];
  for (let k = 0; k < most; k++) {
    // Those after this one need a moment each too.
    const [first, last] = [(starts.at(-1) ?? -1) + 1, moments.length - most + k];
    starts.push(k === 0 ? 0 : nearest(passed, k / pieces, first, last));
  }
  return starts.map((start, k) => {
    const held = moments.slice(start, starts[k + 1]);
    return { number: moments[start]?.number ?? 0, count: held.reduce((sum, { count }) => sum + count, 0) };
  });
}

/** The share of the motion, 0 to 1, that has passed before each moment; of the time where nothing moves. */
function passedAt(count: number, steps: readonly number[]): readonly number[] {
  const total = steps.slice(0, count).reduce((sum, step) => sum + step, 0);
  let sum = 0;
  return Array.from({ length: count }, (_, i) => {
    const before = sum;
    sum += steps[i] ?? 0;
    return total > 0 ? before / total : i / Math.max(1, steps.length);
  });
}

function nearest(passed: readonly number[], share: number, first: number, last: number): number {
  let best = first;
  for (let i = first; i <= last; i++) {
    if (Math.abs((passed[i] ?? 0) - share) < Math.abs((passed[best] ?? 0) - share)) best = i;
  }
  return best;
}
