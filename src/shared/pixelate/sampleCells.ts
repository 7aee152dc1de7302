import type { Sampler } from '../clip/clipSettings.ts';
import { type CellSamples, FIELDS } from './cellSamples.ts';
import { cellGather, type GatherOptions } from './gatherCells.ts';
import { cellsWithin, type Grid } from './grid.ts';
import { kernel } from './kernel/kernel.ts';
import type { Matte } from './matte.ts';
import type { Box } from './rawVideo.ts';

/** Those that need no palette. */
export type PlainSampler = Exclude<Sampler, 'majority'>;

export interface SamplerOptions extends GatherOptions {
  readonly sampler: PlainSampler;
  /** Of `dpid`: 0 to 1. */
  readonly detail: number;
}

/** The kernel's numbers for how a cell's colours are made of its samples; those of `dpid` are means at first. */
const KINDS: Readonly<Record<PlainSampler, number>> = { centroid: 0, nearest: 1, area: 2, dpid: 2 };

/** @param bounds of the subject, in pixels of the frame; there are no samples outside */
type SampleFrame = (frame: Uint8Array, matte?: Matte, bounds?: Box) => CellSamples;

/** Finds the colours of each cell of a frame. */
export function cellSampler(options: SamplerOptions): SampleFrame {
  const { grid, sampler, detail } = options;
  const cells = grid.width * grid.height;
  const gatherIn = cellGather(options);
  return (frame, matte, bounds) => {
    gatherIn(frame, matte);
    const out = kernel.room('samples', 4 * FIELDS * cells);
    kernel.call.clearCells(out, cells);
    const { left, top, right, bottom } = cellsWithin(grid, bounds);
    kernel.call.sampleCells(out, grid.width, left, top, right, bottom, KINDS[sampler]);
    if (sampler === 'dpid') addDetail(out, grid, detail);
    return kernel.copy(Float32Array, out, FIELDS * cells);
  };
}

function addDetail(out: number, { width, height }: Grid, detail: number): void {
  const smooth = kernel.room('smooth', width * height * 12);
  kernel.call.smoothCells(out, smooth, width, height);
  kernel.call.detailMeans(out, smooth, width, height, detail);
}
