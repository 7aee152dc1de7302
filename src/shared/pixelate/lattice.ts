import type { Box, RawVideo } from './rawVideo.ts';

/** Square cells that a video of pixel art is made of, in pixels of the raw frames. */
export interface Lattice {
  readonly cell: number;
  /** Where a cell begins: the first such place from 0 on. */
  readonly x: number;
  readonly y: number;
  /** How surely there are such cells, 0 to 1. */
  readonly confidence: number;
}

/** From here on there are such cells. */
export const SURE_LATTICE = 0.6;
/** Raw pixels. */
const LEAST_CELL = 3;
const MOST_CELL = 40;
/** Luma: smaller steps between neighbours are noise. */
const LEAST_STEP = 6;
/** How much one axis' cells may differ from the other's. */
const ALIKE = 0.03;
/** Of periods that fit about as well the longest is the cell; the others are parts of it. */
const AS_GOOD = 0.9;

/**
 * The one grid of all given frames: edges of pixel art lie on multiples of a period, so the sums of the steps along each
 * axis have a peak of their spectrum there, and at twice and three times its frequency. Undefined where the two axes do
 * not agree.
 */
export function findLattice(frames: readonly Uint8Array[], video: RawVideo, picture: Box): Lattice | undefined {
  const across = stepsAcross(frames, video, picture);
  const down = stepsDown(frames, video, picture);
  const [x, y] = [peakOf(across), peakOf(down)];
  if (!x || !y || Math.abs(x.period - y.period) > ALIKE * Math.max(x.period, y.period)) return undefined;
  const cell = (x.period * x.confidence + y.period * y.confidence) / (x.confidence + y.confidence);
  return {
    cell,
    x: phaseOf(across, cell, picture.left),
    y: phaseOf(down, cell, picture.top),
    confidence: Math.min(x.confidence, y.confidence),
  };
}

/** Where cells of a known width begin. */
export function latticeOf(cell: number, frames: readonly Uint8Array[], video: RawVideo, picture: Box): Lattice {
  return {
    cell,
    x: phaseOf(stepsAcross(frames, video, picture), cell, picture.left),
    y: phaseOf(stepsDown(frames, video, picture), cell, picture.top),
    confidence: 1,
  };
}

/** Where cells of a known width begin in one frame, and how surely they are of that width. */
export function latticeAt(cell: number, frame: Uint8Array, video: RawVideo, picture: Box): Lattice {
  const across = stepsAcross([frame], video, picture);
  const down = stepsDown([frame], video, picture);
  const share = (steps: Float64Array): number => {
    const total = steps.reduce((sum, step) => sum + step, 0);
    return total === 0 ? 0 : strength(steps, 1 / cell) / total;
  };
  return {
    cell,
    x: phaseOf(across, cell, picture.left),
    y: phaseOf(down, cell, picture.top),
    confidence: Math.min(share(across), share(down)),
  };
}

/** Every so many rows, or columns, are enough to see the edges that cross them. */
const APART = 3;

/** The sum of luma's steps from each column of the picture to the next; the step to column i is at i. */
function stepsAcross(frames: readonly Uint8Array[], { width }: RawVideo, picture: Box): Float64Array {
  const steps = new Float64Array(picture.right - picture.left);
  for (const frame of frames) {
    for (let y = picture.top; y < picture.bottom; y += APART) {
      for (let x = picture.left + 1; x < picture.right; x++) {
        const step = Math.abs((frame[y * width + x] ?? 0) - (frame[y * width + x - 1] ?? 0));
        if (step > LEAST_STEP) steps[x - picture.left] = (steps[x - picture.left] ?? 0) + step;
      }
    }
  }
  return steps;
}

function stepsDown(frames: readonly Uint8Array[], { width }: RawVideo, picture: Box): Float64Array {
  const steps = new Float64Array(picture.bottom - picture.top);
  for (const frame of frames) {
    for (let y = picture.top + 1; y < picture.bottom; y++) {
      let sum = 0;
      for (let at = y * width + picture.left; at < y * width + picture.right; at += APART) {
        const step = Math.abs((frame[at] ?? 0) - (frame[at - width] ?? 0));
        if (step > LEAST_STEP) sum += step;
      }
      steps[y - picture.top] = (steps[y - picture.top] ?? 0) + sum;
    }
  }
  return steps;
}

interface Peak {
  readonly period: number;
  readonly confidence: number;
}

function peakOf(steps: Float64Array): Peak | undefined {
  const total = steps.reduce((sum, step) => sum + step, 0);
  if (total === 0 || steps.length < 4 * LEAST_CELL) return undefined;
  const apart = 1 / (4 * steps.length);
  const count = Math.floor((1 / LEAST_CELL - 1 / MOST_CELL) / apart);
  const frequencies = Array.from({ length: count }, (_, i) => 1 / MOST_CELL + i * apart);
  const strengths = frequencies.map((frequency) => strength(steps, frequency));
  const scores = frequencies.map((frequency, i) => (strengths[i] ?? 0) + overtones(steps, frequency));
  const best = Math.max(...scores);
  // Long periods come first; the score rises to its peak after it is good enough.
  let i = scores.findIndex((score) => score >= AS_GOOD * best);
  while ((scores[i + 1] ?? 0) > (scores[i] ?? 0)) i++;
  const frequency = refined(steps, frequencies[i] ?? 0, apart);
  // A single line, as that of the ground, has every period a little.
  const usual = median(strengths) / total;
  const confidence = (strength(steps, frequency) / total - usual) / Math.max(1e-9, 1 - usual);
  return { period: 1 / frequency, confidence: Math.max(0, confidence) };
}

function refined(steps: Float64Array, near: number, apart: number): number {
  let [best, most] = [near, 0];
  for (let i = -20; i <= 20; i++) {
    const frequency = near + (apart * i) / 20;
    const score = scoreOf(steps, frequency);
    if (score > most) [best, most] = [frequency, score];
  }
  return best;
}

function scoreOf(steps: Float64Array, frequency: number): number {
  return strength(steps, frequency) + overtones(steps, frequency);
}

function overtones(steps: Float64Array, frequency: number): number {
  return 0.6 * (strength(steps, 2 * frequency) + strength(steps, 3 * frequency));
}

function strength(steps: Float64Array, frequency: number): number {
  return Math.hypot(...wave(steps, frequency));
}

/** One value of the Fourier transform, as cosine and sine. */
function wave(steps: Float64Array, frequency: number): readonly [number, number] {
  const [turnCos, turnSin] = [Math.cos(2 * Math.PI * frequency), Math.sin(2 * Math.PI * frequency)];
  let [cos, sin, sumCos, sumSin] = [1, 0, 0, 0];
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] ?? 0;
    sumCos += step * cos;
    sumSin += step * sin;
    const next = cos * turnCos - sin * turnSin;
    sin = cos * turnSin + sin * turnCos;
    cos = next;
  }
  return [sumCos, sumSin];
}

function phaseOf(steps: Float64Array, cell: number, start: number): number {
  const [cos, sin] = wave(steps, 1 / cell);
  const phase = start + (Math.atan2(sin, cos) * cell) / (2 * Math.PI);
  return phase - Math.floor(phase / cell) * cell;
}

function median(values: readonly number[]): number {
  return values.toSorted((p, q) => p - q)[values.length >> 1] ?? 0;
}
