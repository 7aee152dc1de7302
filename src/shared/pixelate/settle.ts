import { type CellSamples, FIELDS } from './cellSamples.ts';
import { kernel } from './kernel/kernel.ts';

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

/** What moved so little is steadied. */
export const STOOD_STILL = 1;
/** What moved even less shows no change at all, so that one of its pixel is flicker. */
export const AT_REST = 2;

/** How many cells are settled at once: more would only take memory. */
const MOST_CELLS = 16_384;

interface Before {
  readonly samples: CellSamples;
  readonly frame: SettledFrame;
  /** The kernel's room in which its samples are, where they were few enough. */
  readonly room: string;
}

/**
 * Chooses each cell's cluster and whether it is opaque, one frame after the other, with the frame before in view so
 * that still things stay still.
 */
export function settler(options: SettleOptions): (samples: CellSamples) => SettledFrame {
  let before: Before | undefined;
  return (samples) => {
    const frame = settle(samples, before, options);
    before = { samples, frame, room: roomBeside(before) };
    return frame;
  };
}

/** Two rooms take turns, so that samples are still in one when they are those of the frame before. */
function roomBeside(before: Before | undefined): string {
  return before?.room === 'settling' ? 'settlingNext' : 'settling';
}

function settle(samples: CellSamples, before: Before | undefined, options: SettleOptions): SettledFrame {
  const cells = samples.length / FIELDS;
  const frame: SettledFrame = {
    colors: new Float32Array(3 * cells),
    opaque: new Uint8Array(cells),
    coverage: new Uint8Array(cells),
    still: new Uint8Array(cells),
  };
  kernel.call.setSettle(options.stick, options.outline, options.coverage);
  for (let from = 0; from < cells; from += MOST_CELLS) settlePart(samples, before, frame, from);
  return frame;
}

/** Settles the cells from one on, and writes them to the frame. */
function settlePart(samples: CellSamples, before: Before | undefined, frame: SettledFrame, from: number): void {
  const end = Math.min(from + MOST_CELLS, frame.opaque.length);
  const count = end - from;
  const place = (room: string, values: CellSamples): number =>
    count === frame.opaque.length
      ? kernel.hold(room, values)
      : kernel.put(room, values.subarray(FIELDS * from, FIELDS * end));
  const samplesAt = place(roomBeside(before), samples);
  const beforeAt = before ? place(before.room, before.samples) : 0;
  const shownAt = before ? kernel.put('shown', before.frame.colors.subarray(3 * from, 3 * end)) : 0;
  const shownOpaqueAt = before ? kernel.put('shownOpaque', before.frame.opaque.subarray(from, end)) : 0;
  const at = kernel.room('settled', 15 * count);
  kernel.call.settleCells(samplesAt, beforeAt, shownAt, shownOpaqueAt, count, at);
  frame.colors.set(kernel.view(Float32Array, at, 3 * count), 3 * from);
  frame.opaque.set(kernel.view(Uint8Array, at + 12 * count, count), from);
  frame.coverage.set(kernel.view(Uint8Array, at + 13 * count, count), from);
  frame.still.set(kernel.view(Uint8Array, at + 14 * count, count), from);
}
