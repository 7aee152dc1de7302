import type { Loop } from '../clip/clipReport.ts';
import { type Sketch, sketchDistance, sketchDistances } from './sketch.ts';

export interface LoopOptions {
  /** Frames of the video. */
  readonly least: number;
  readonly most: number;
  /** Worse seams are no loop. */
  readonly seamLimit: number;
  /** Seams that differ less are equally good; the shorter loop wins. */
  readonly tolerance: number;
}

/** In usual steps between neighbours; a worse seam is seen. */
export const SEAM_LIMIT = 0.6;
export const LOOP_OPTIONS: LoopOptions = { least: 6, most: 96, seamLimit: SEAM_LIMIT, tolerance: 0.04 };
/** For a moving camera's frames, whose seams are less exact. */
export const DRIFT_LOOP_OPTIONS: LoopOptions = { ...LOOP_OPTIONS, tolerance: 0.15 };

const BINOMIAL = [1, 4, 6, 4, 1];
const REACH = 2;
/** Less movement between neighbours than this is none. */
const STILL = 0.002;
/** What the whole clip's own seam is taken to be at least. */
const DOUBT = 0.1;
/** How much better a longer cycle must fit for a shorter one to be a part of it; the second in steps between neighbours. */
const PART_OF_CYCLE = { ratio: 0.5, step: 0.15 };
/** As `tolerance`, of large seams. */
const TOLERANCE_RATIO = 1.15;

/**
 * The motion's cycle: up to three loops, best first; none when nothing moves or nothing comes back. Distances are
 * smoothed along time, so that two frames match only when the frames around them match too, which tells a pose on the
 * way up from the same pose on the way down. After Schödl et al., "Video textures", 2000.
 */
export function findLoops(sketches: readonly Sketch[], options: LoopOptions): readonly Loop[] {
  const count = sketches.length;
  const most = Math.min(options.most, count - 1);
  const { neighbours, jumps: distances } = sketchDistances(sketches, options.least, most);
  const usual = median(neighbours);
  if (count < options.least || usual < STILL) return [];
  const noise = [neighbours, ...distances].reduce((noise, some) => Math.min(noise, ...some), usual / 2);
  const steps = neighbours.map((distance) => withoutNoise(distance, noise));
  const jumps = distances.map((some) => some.map((distance) => withoutNoise(distance, noise)));
  const floor = withoutNoise(usual, noise) / 2;
  const lasting = jumps.map((some) => mean(some) / Math.max(2 * floor, STILL));
  const sums = sumsOf(steps);
  const loops = jumps
    .map((some, i) => bestStart(some, sums, options.least + i, floor))
    .filter(({ length }) => !isPartOfCycle(lasting, length, options.least));
  const [first, last] = [sketches[0], sketches.at(-1)];
  if (first && last && count <= options.most) {
    loops.push(wholeClip(withoutNoise(sketchDistance(last, first), noise), steps, floor));
  }
  const good = loops.filter((loop) => loop.seam <= options.seamLimit);
  return ranked(good, options.tolerance);
}

/**
 * Whether a cycle of twice or three times this length fits all of the clip far better: then this one has the left foot
 * where the right one should be, though the legs match while they pass each other.
 *
 * @param lasting how far all frames are, on average, from the one so much later, by length from `least` on
 */
function isPartOfCycle(lasting: readonly number[], length: number, least: number): boolean {
  const own = lasting[length - least] ?? 0;
  return [2, 3].some((times) => {
    const whole = lasting[times * length - least];
    return whole !== undefined && whole < PART_OF_CYCLE.ratio * own && whole < own - PART_OF_CYCLE.step;
  });
}

/** Film grain lies on all distances alike; it adds to them as squares do. */
function withoutNoise(distance: number, noise: number): number {
  return Math.sqrt(Math.max(0, distance * distance - noise * noise));
}

/** Loops of the best seam first, short before long among equals, and no near doubles. */
function ranked(loops: readonly Loop[], tolerance: number): readonly Loop[] {
  const found: Loop[] = [];
  let left = [...loops];
  while (left.length > 0 && found.length < 3) {
    const least = Math.min(...left.map((loop) => loop.seam));
    const limit = Math.max(least * TOLERANCE_RATIO, least + tolerance);
    const chosen = left.find((loop) => loop.seam <= limit);
    if (!chosen) break;
    found.push(chosen);
    left = left.filter((loop) => Math.abs(loop.length - chosen.length) > 1);
  }
  return found;
}

/** @param sums of the steps between neighbours, from the first on */
function bestStart(jumps: Float64Array, sums: Float64Array, length: number, floor: number): Loop {
  let [start, least] = [0, Number.POSITIVE_INFINITY];
  for (let i = 0; i < jumps.length; i++) {
    const inside = ((sums[i + length] ?? 0) - (sums[i] ?? 0)) / length;
    const seam = smoothedAt(jumps, i) / Math.max(inside, floor);
    if (seam < least) [start, least] = [i, seam];
  }
  return { start, length, seam: least };
}

/**
 * A clip made to loop ends one step before it begins: its own jump may be as long as any step. One pair of frames says
 * less than the smoothed distances of the others, so a cycle within the clip is preferred.
 */
function wholeClip(jump: number, steps: Float64Array, floor: number): Loop {
  const usual = Math.max(mean(steps), floor);
  const [first = usual, last = usual] = [steps[0], steps.at(-1)];
  return { start: 0, length: steps.length + 1, seam: DOUBT + Math.max(0, jump - (first + last) / 2) / usual };
}

/** Weighted mean with the neighbours in time, as far as there are any. */
function smoothedAt(values: Float64Array, i: number): number {
  let [sum, weights] = [0, 0];
  const end = Math.min(values.length, i + REACH + 1);
  for (let k = Math.max(0, i - REACH); k < end; k++) {
    const weight = BINOMIAL[k - i + REACH] ?? 0;
    sum += weight * (values[k] ?? 0);
    weights += weight;
  }
  return sum / weights;
}

/** The sum of no values, of the first one, of the first two ... */
function sumsOf(values: Float64Array): Float64Array {
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = (sums[i] ?? 0) + (values[i] ?? 0);
  return sums;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / Math.max(1, values.length);
}

function median(values: Float64Array): number {
  return values.toSorted()[values.length >> 1] ?? 0;
}
