import { kernel } from './kernel/kernel.ts';
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
  const { across, down } = stepsIn(frames, video, picture);
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
  const { across, down } = stepsIn(frames, video, picture);
  return { cell, x: phaseOf(across, cell, picture.left), y: phaseOf(down, cell, picture.top), confidence: 1 };
}

/** Where cells of a known width begin in one frame, and how surely they are of that width. */
export function latticeAt(cell: number, frame: Uint8Array, video: RawVideo, picture: Box): Lattice {
  const { across, down } = stepsIn([frame], video, picture);
  const share = (steps: Float64Array): number => {
    const total = totalOf(steps);
    return total === 0 ? 0 : Math.hypot(...wave(steps, 1 / cell)) / total;
  };
  return {
    cell,
    x: phaseOf(across, cell, picture.left),
    y: phaseOf(down, cell, picture.top),
    confidence: Math.min(share(across), share(down)),
  };
}

/** Sums of luma's steps over the picture. */
interface Steps {
  /** From each column to the next; the step to column i of the picture is at i. */
  readonly across: Float64Array;
  /** The same for rows. */
  readonly down: Float64Array;
}

function stepsIn(frames: readonly Uint8Array[], { width }: RawVideo, { left, top, right, bottom }: Box): Steps {
  const across = kernel.put('stepsAcross', new Uint32Array(right - left));
  const down = kernel.put('stepsDown', new Uint32Array(bottom - top));
  for (const frame of frames) {
    const at = kernel.hold('frame', frame);
    kernel.call.addStepsAcross(at, width, left, top, right, bottom, across);
    kernel.call.addStepsDown(at, width, left, top, right, bottom, down);
  }
  return {
    across: new Float64Array(kernel.view(Uint32Array, across, right - left)),
    down: new Float64Array(kernel.view(Uint32Array, down, bottom - top)),
  };
}

interface Peak {
  readonly period: number;
  readonly confidence: number;
}

function peakOf(steps: Float64Array): Peak | undefined {
  const total = totalOf(steps);
  if (total === 0 || steps.length < 4 * LEAST_CELL) return undefined;
  const apart = 1 / (4 * steps.length);
  const count = Math.floor((1 / LEAST_CELL - 1 / MOST_CELL) / apart);
  const { strengths, scores } = spectrum(steps, 1 / MOST_CELL, apart, count);
  const enough = AS_GOOD * Math.max(...scores);
  // Long periods come first; the score rises to its peak after it is good enough.
  let i = 0;
  while ((scores[i] ?? enough) < enough) i++;
  while ((scores[i + 1] ?? 0) > (scores[i] ?? 0)) i++;
  const near = 1 / MOST_CELL + i * apart;
  const finer = spectrum(steps, near - apart, apart / 20, 41).scores;
  const frequency = near + (apart * (finer.indexOf(Math.max(...finer)) - 20)) / 20;
  // A single line, as that of the ground, has every period a little.
  const usual = (strengths.sort()[count >> 1] ?? 0) / total;
  const confidence = (Math.hypot(...wave(steps, frequency)) / total - usual) / Math.max(1e-9, 1 - usual);
  return { period: 1 / frequency, confidence: Math.max(0, confidence) };
}

interface Spectrum {
  /** How much of each frequency is in the steps. */
  readonly strengths: Float64Array;
  /** The same with its overtones, which edges of cells have. */
  readonly scores: Float64Array;
}

/** Of `count` frequencies from the first on. */
function spectrum(steps: Float64Array, first: number, apart: number, count: number): Spectrum {
  // The kernel takes pairs: one step more is none, and one frequency more is not looked at.
  const even = count + (count & 1);
  const turns = new Float64Array(even);
  for (let i = 0; i < count; i++) turns[i] = 2 * Math.cos(2 * Math.PI * (first + apart * i));
  const padded = new Float64Array(steps.length + (steps.length & 1));
  padded.set(steps);
  const stepsAt = kernel.put('steps', padded);
  const turnsAt = kernel.put('turns', turns);
  const strengthsAt = kernel.room('strengths', 8 * even);
  const scoresAt = kernel.room('scores', 8 * even);
  kernel.call.strengthsOf(stepsAt, padded.length, turnsAt, even, strengthsAt, scoresAt);
  return {
    strengths: kernel.copy(Float64Array, strengthsAt, count),
    scores: kernel.copy(Float64Array, scoresAt, count),
  };
}

/** One value of the Fourier transform, as cosine and sine. */
function wave(steps: Float64Array, frequency: number): readonly [number, number] {
  const angle = 2 * Math.PI * frequency;
  const at = kernel.put('steps', steps);
  const out = kernel.room('wave', 16);
  kernel.call.wave(at, steps.length, Math.cos(angle), Math.sin(angle), out);
  const [cos = 0, sin = 0] = kernel.view(Float64Array, out, 2);
  return [cos, sin];
}

function phaseOf(steps: Float64Array, cell: number, start: number): number {
  const [cos, sin] = wave(steps, 1 / cell);
  const phase = start + (Math.atan2(sin, cos) * cell) / (2 * Math.PI);
  return phase - Math.floor(phase / cell) * cell;
}

function totalOf(steps: Float64Array): number {
  let sum = 0;
  for (const step of steps) sum += step;
  return sum;
}
