import type { Loop } from '../clip/clipReport.ts';
import type { Moment } from './moments.ts';
import { type Sketch, sketchDistance } from './sketch.ts';

/** Less movement between neighbours (OKLab) than this is none. */
const STILL = 0.002;

/**
 * The jump from the last shown frame back to the first, in steps between neighbours; null when nothing moves. Where
 * they are one of the loops, it is that one's.
 */
export function seam(moments: readonly Moment[], sketches: readonly Sketch[], loops: readonly Loop[]): number | null {
  const [first, last] = [moments[0], moments.at(-1)];
  if (!first || !last || moments.length < 2) return null;
  const numbers = moments.map(({ number }) => number);
  const between = (i: number, k: number): number => {
    const [one, other] = [sketches[i], sketches[k]];
    return one && other ? sketchDistance(one, other) : 0;
  };
  const steps = numbers.slice(1).map((number, i) => between(numbers[i] ?? number, number));
  const usual = steps.reduce((sum, step) => sum + step, 0) / steps.length;
  if (usual < STILL) return null;
  const inOrder = numbers.every((number, i) => i === 0 || number > (numbers[i - 1] ?? 0));
  const next = last.number + last.count;
  const known = loops.find(({ start, length }) => inOrder && start === first.number && start + length === next);
  if (known) return known.seam;
  if (inOrder && next < sketches.length) return between(first.number, next) / usual;
  return Math.max(0, between(last.number, first.number) - usual) / usual;
}
