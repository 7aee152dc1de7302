import { type CellSamples, COVERAGE, FIELDS, SHARE } from './cellSamples.ts';

/** One colour a cell, or none. */
export interface SettledFrame {
  /** OKLab, three floats a cell. */
  readonly colors: Float32Array;
  /** 1 where the cell is opaque. */
  readonly opaque: Uint8Array;
  /** The subject's share of the cell: 255 is all of it. */
  readonly coverage: Uint8Array;
  /** How little the source moved since the frame before: STOOD_STILL, AT_REST, or 0 where it moved. */
  readonly still: Uint8Array;
}

export interface SettleOptions {
  /** What a cluster gains in share when the cell showed its colour in the frame before. */
  readonly stick: number;
  /** What the darker of two very different clusters gains: keeps outlines. */
  readonly outline: number;
  /** Share of a cell that the subject must cover. */
  readonly coverage: number;
}

/** OKLab: nearer than this, a cluster has the colour that the cell showed before. */
const SAME_COLOR = 0.06;
/** What moved so little is steadied. */
export const STOOD_STILL = 1;
/** What moved even less shows no change at all, so that one of its pixel is flicker. */
export const AT_REST = 2;
/** OKLab: a cell whose mean moves less than the first has stood still, less than the second is at rest. */
const STILL = 0.02;
const REST = 0.01;
/** How much more the colour before gains where the source stood still. */
const STILL_STICK = 5;
/** Lightness: farther apart, the darker one of two clusters counts as an outline. */
const OUTLINE_STEP = 0.18;
/** A cell turns opaque a little later, and stays opaque a little longer. */
const LATER = 0.1;

interface Before {
  readonly samples: CellSamples;
  readonly frame: SettledFrame;
}

/**
 * Chooses each cell's cluster and whether it is opaque, one frame after the other, with the frame before in view so
 * that still things stay still.
 */
export function settler(options: SettleOptions): (samples: CellSamples) => SettledFrame {
  let before: Before | undefined;
  return (samples) => {
    const still = before ? stillCells(samples, before) : new Uint8Array(samples.length / FIELDS);
    const frame = settle(samples, still, before?.frame, options);
    before = { samples, frame };
    return frame;
  };
}

/** @param still where the source has not moved; left standing where the cell is opaque again */
function settle(
  samples: CellSamples,
  still: Uint8Array,
  before: SettledFrame | undefined,
  options: SettleOptions,
): SettledFrame {
  const cells = samples.length / FIELDS;
  const colors = new Float32Array(cells * 3);
  const opaque = new Uint8Array(cells);
  const coverage = new Uint8Array(cells);
  for (let cell = 0, at = 0, to = 0; cell < cells; cell++, at += FIELDS, to += 3) {
    const covered = samples[at + COVERAGE] ?? 0;
    const stillness = still[cell] ?? 0;
    still[cell] = 0;
    if (covered === 0) continue;
    coverage[cell] = Math.round(255 * covered);
    const wasOpaque = before?.opaque[cell] === 1;
    const limit = before === undefined ? options.coverage : options.coverage + (wasOpaque ? -LATER : LATER);
    if (covered < limit) continue;
    opaque[cell] = 1;
    still[cell] = stillness;
    const stick = (stillness > 0 ? STILL_STICK : 1) * options.stick;
    const shown = wasOpaque ? before?.colors : undefined;
    const from = favorsFirst(samples, at, shown, to, stick, options.outline) ? at : at + 3;
    colors[to] = samples[from] ?? 0;
    colors[to + 1] = samples[from + 1] ?? 0;
    colors[to + 2] = samples[from + 2] ?? 0;
  }
  return { colors, opaque, coverage, still };
}

/** Whether the first of the cell's two clusters is to be shown. */
function favorsFirst(
  samples: CellSamples,
  at: number,
  before: Float32Array | undefined,
  place: number,
  stick: number,
  outline: number,
): boolean {
  let first = samples[at + SHARE] ?? 0;
  let second = 1 - first;
  if (second === 0) return true;
  const step = (samples[at] ?? 0) - (samples[at + 3] ?? 0);
  if (step < -OUTLINE_STEP) first += outline;
  if (step > OUTLINE_STEP) second += outline;
  if (before !== undefined) {
    if (isNear(samples, at, before, place)) first += stick;
    if (isNear(samples, at + 3, before, place)) second += stick;
  }
  return first >= second;
}

function isNear(one: Float32Array, i: number, other: Float32Array, k: number): boolean {
  const l = (one[i] ?? 0) - (other[k] ?? 0);
  const a = (one[i + 1] ?? 0) - (other[k + 1] ?? 0);
  const b = (one[i + 2] ?? 0) - (other[k + 2] ?? 0);
  return l * l + a * a + b * b < SAME_COLOR * SAME_COLOR;
}

function stillCells(samples: CellSamples, { samples: samplesBefore, frame }: Before): Uint8Array {
  const still = new Uint8Array(frame.opaque.length);
  for (let cell = 0, at = 0; cell < still.length; cell++, at += FIELDS) {
    if (frame.opaque[cell] === 0 || samples[at + COVERAGE] === 0) continue;
    const share = samples[at + SHARE] ?? 0;
    const shareBefore = samplesBefore[at + SHARE] ?? 0;
    const l = meanOf(samples, at, share) - meanOf(samplesBefore, at, shareBefore);
    const a = meanOf(samples, at + 1, share) - meanOf(samplesBefore, at + 1, shareBefore);
    const b = meanOf(samples, at + 2, share) - meanOf(samplesBefore, at + 2, shareBefore);
    const squared = l * l + a * a + b * b;
    if (squared < STILL * STILL) still[cell] = squared < REST * REST ? AT_REST : STOOD_STILL;
  }
  return still;
}

/** Of both clusters together, in the channel at `at`. */
function meanOf(samples: CellSamples, at: number, share: number): number {
  return share * (samples[at] ?? 0) + (1 - share) * (samples[at + 3] ?? 0);
}
