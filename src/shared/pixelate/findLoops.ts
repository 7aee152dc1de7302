import { type Sketch, sketchDistance } from './sketch.ts';

/** Frames `start` to `start + length - 1` played round and round. */
export interface Loop {
  readonly start: number;
  readonly length: number;
  /** The jump from the last frame to the first, in steps between neighbouring frames: 0 is perfect, 1 a visible jolt. */
  readonly seam: number;
}

export interface LoopOptions {
  readonly least: number;
  readonly most: number;
  /** Worse seams are no loop. */
  readonly seamLimit: number;
}

const BINOMIAL = [1, 4, 6, 4, 1];
/** Less movement between neighbours than this is none. */
const STILL = 0.002;
/** Seams this close are equally good; the shorter loop wins. */
const TOLERANCE = { ratio: 1.15, step: 0.04 };

/**
 * The motion's cycle: up to three loops, best first; none when nothing moves or nothing comes back. Distances are
 * smoothed along time, so that two frames match only when the frames around them match too, which tells a pose on the
 * way up from the same pose on the way down. After Schödl et al., "Video textures", 2000.
 */
export function findLoops(sketches: readonly Sketch[], options: LoopOptions): readonly Loop[] {
  const count = sketches.length;
  const steps = sketches.slice(1).map((_, i) => distanceOf(sketches, i, i + 1));
  const usual = median(steps);
  if (count < options.least || usual < STILL) return [];
  const best: Loop[] = [];
  for (let length = options.least; length <= Math.min(options.most, count - 1); length++) {
    const loop = bestStart(sketches, steps, length, usual / 2);
    if (loop && loop.seam <= options.seamLimit) best.push(loop);
  }
  const whole = wholeClip(sketches, steps, usual / 2);
  if (count <= options.most && whole.seam <= options.seamLimit) best.push(whole);
  return ranked(best);
}

/** Loops of the best seam first, short before long among equals, and no near doubles. */
function ranked(loops: readonly Loop[]): readonly Loop[] {
  const found: Loop[] = [];
  let left = [...loops];
  while (left.length > 0 && found.length < 3) {
    const least = Math.min(...left.map((loop) => loop.seam));
    const limit = Math.max(least * TOLERANCE.ratio, least + TOLERANCE.step);
    const chosen = left.find((loop) => loop.seam <= limit);
    if (!chosen) break;
    found.push(chosen);
    left = left.filter((loop) => Math.abs(loop.length - chosen.length) > 1);
  }
  return found;
}

function bestStart(
  sketches: readonly Sketch[],
  steps: readonly number[],
  length: number,
  floor: number,
): Loop | undefined {
  const distances = sketches.slice(length).map((_, i) => distanceOf(sketches, i, i + length));
  const smooth = smoothed(distances);
  let best: Loop | undefined;
  for (const [start, jump] of smooth.entries()) {
    const inside = mean(steps.slice(start, start + length));
    const seam = jump / Math.max(inside, floor);
    if (!best || seam < best.seam) best = { start, length, seam };
  }
  return best;
}

/** A clip made to loop ends one step before it begins: its own jump may be as long as any step. */
function wholeClip(sketches: readonly Sketch[], steps: readonly number[], floor: number): Loop {
  const usual = Math.max(mean(steps), floor);
  const jump = distanceOf(sketches, sketches.length - 1, 0);
  const [first = usual, last = usual] = [steps[0], steps.at(-1)];
  return { start: 0, length: sketches.length, seam: Math.max(0, jump - (first + last) / 2) / usual };
}

/** Weighted mean with the neighbours in time, as far as there are any. */
function smoothed(values: readonly number[]): readonly number[] {
  return values.map((_, i) => {
    let [sum, weights] = [0, 0];
    for (const [k, weight] of BINOMIAL.entries()) {
      const value = values[i + k - 2];
      if (value === undefined) continue;
      sum += weight * value;
      weights += weight;
    }
    return sum / weights;
  });
}

function distanceOf(sketches: readonly Sketch[], i: number, k: number): number {
  const [one, other] = [sketches[i], sketches[k]];
  return one && other ? sketchDistance(one, other) : Number.POSITIVE_INFINITY;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1] ?? 0;
}
