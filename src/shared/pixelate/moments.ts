import type { Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import { decimate } from './decimate.ts';
import { farthestSpot, type Sketch, sketchDistance } from './sketch.ts';
import { trimStillness } from './trimStillness.ts';

/** A frame to show, by its number in the range, and how many frames of the video it stands for. */
export interface Moment {
  readonly number: number;
  readonly count: number;
}

export interface Choice {
  /** The frames that the cycle, or what else was asked for, is made of; none twice, before any is dropped by hand. */
  readonly cycle: readonly Moment[];
  /** The frames to show, in this order. */
  readonly shown: readonly Moment[];
}

/**
 * Neighbouring frames that differ less (OKLab) are one frame, shown longer: all over, and in no place more, because eyes
 * that blink are hardly anything of a picture. What a codec makes of a picture that stands still is half of either.
 */
const DUPLICATE = { mean: 0.003, most: 0.02 };

/** Which frames to show, and how long. */
export function chooseMoments(
  sketches: readonly Sketch[],
  loops: readonly Loop[],
  settings: Pick<ClipSettings, 'loop' | 'dropDuplicates' | 'frameCount' | 'frames'>,
): Choice {
  const [start, end] = spanOf(sketches, loops, settings.loop);
  const cycle = settings.dropDuplicates ? withoutDuplicates(sketches, start, end) : every(start, end);
  const { frameCount, frames } = settings;
  const isRound = settings.loop.kind === 'span' || (settings.loop.kind === 'auto' && loops.length > 0);
  if (frames === null)
    return { cycle, shown: frameCount === null ? cycle : fewer(cycle, sketches, frameCount, isRound) };
  const counts = new Map(cycle.map(({ number, count }) => [number, count]));
  const known = frames.filter((number) => number >= 0 && number < sketches.length);
  return { cycle, shown: known.map((number) => ({ number, count: counts.get(number) ?? 1 })) };
}

function spanOf(
  sketches: readonly Sketch[],
  loops: readonly Loop[],
  wish: ClipSettings['loop'],
): readonly [number, number] {
  const count = sketches.length;
  if (wish.kind === 'once' && count > 1) {
    return trimStillness(sketches.slice(1).map((_, i) => stepBetween(sketches, i, i + 1)));
  }
  const span = wish.kind === 'span' ? wish : wish.kind === 'auto' ? loops[0] : undefined;
  if (!span || count === 0) return [0, count];
  const start = Math.min(count - 1, Math.max(0, span.start));
  return [start, Math.min(count, start + Math.max(1, span.length))];
}

function fewer(
  cycle: readonly Moment[],
  sketches: readonly Sketch[],
  most: number,
  isRound: boolean,
): readonly Moment[] {
  const numbers = cycle.map(({ number }) => number);
  const next = [...numbers.slice(1), ...(isRound ? numbers.slice(0, 1) : [])];
  const steps = next.map((number, i) => stepBetween(sketches, numbers[i] ?? number, number));
  return decimate(cycle, steps, most);
}

function stepBetween(sketches: readonly Sketch[], one: number, other: number): number {
  const [before, now] = [sketches[one], sketches[other]];
  return before && now ? sketchDistance(before, now) : 0;
}

function every(start: number, end: number): readonly Moment[] {
  return Array.from({ length: end - start }, (_, i) => ({ number: start + i, count: 1 }));
}

function withoutDuplicates(sketches: readonly Sketch[], start: number, end: number): readonly Moment[] {
  const moments: { number: number; count: number }[] = [];
  for (let number = start; number < end; number++) {
    const last = moments.at(-1);
    const [before, now] = [sketches[last?.number ?? -1], sketches[number]];
    if (last && before && now && isSame(before, now)) last.count++;
    else moments.push({ number, count: 1 });
  }
  return moments;
}

function isSame(one: Sketch, other: Sketch): boolean {
  return sketchDistance(one, other) < DUPLICATE.mean && farthestSpot(one, other) < DUPLICATE.most;
}
