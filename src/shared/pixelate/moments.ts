import type { Loop } from '../clip/clipReport.ts';
import type { ClipSettings } from '../clip/clipSettings.ts';
import { type Sketch, sketchDistance } from './sketch.ts';

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

/** Neighbouring frames that differ less (OKLab) are one frame, shown longer. */
const DUPLICATE = 0.003;

/** Which frames to show, and how long. */
export function chooseMoments(
  sketches: readonly Sketch[],
  loops: readonly Loop[],
  settings: Pick<ClipSettings, 'loop' | 'dropDuplicates' | 'frames'>,
): Choice {
  const [start, end] = spanOf(sketches.length, loops, settings.loop);
  const cycle = settings.dropDuplicates ? withoutDuplicates(sketches, start, end) : every(start, end);
  const { frames } = settings;
  if (frames === null) return { cycle, shown: cycle };
  const counts = new Map(cycle.map(({ number, count }) => [number, count]));
  const known = frames.filter((number) => number >= 0 && number < sketches.length);
  return { cycle, shown: known.map((number) => ({ number, count: counts.get(number) ?? 1 })) };
}

function spanOf(count: number, loops: readonly Loop[], wish: ClipSettings['loop']): readonly [number, number] {
  const span = wish.kind === 'span' ? wish : wish.kind === 'auto' ? loops[0] : undefined;
  if (!span || count === 0) return [0, count];
  const start = Math.min(count - 1, Math.max(0, span.start));
  return [start, Math.min(count, start + Math.max(1, span.length))];
}

function every(start: number, end: number): readonly Moment[] {
  return Array.from({ length: end - start }, (_, i) => ({ number: start + i, count: 1 }));
}

function withoutDuplicates(sketches: readonly Sketch[], start: number, end: number): readonly Moment[] {
  const moments: { number: number; count: number }[] = [];
  for (let number = start; number < end; number++) {
    const last = moments.at(-1);
    const [before, now] = [sketches[last?.number ?? -1], sketches[number]];
    if (last && before && now && sketchDistance(before, now) < DUPLICATE) last.count++;
    else moments.push({ number, count: 1 });
  }
  return moments;
}
