import type { Sampler } from '../clip/clipSettings.ts';
import { type CellGather, cellGather, type GatherOptions } from './cellGather.ts';
import { type CellSamples, COVERAGE, FIELDS } from './cellSamples.ts';
import { detailMeans } from './detailMeans.ts';
import { cellsWithin } from './grid.ts';
import type { Matte } from './matte.ts';
import { middleSample } from './middleSample.ts';
import type { Box } from './rawVideo.ts';
import { oneMean, twoMeans } from './twoMeans.ts';

/** Those that need no palette. */
export type PlainSampler = Exclude<Sampler, 'majority'>;

export interface SamplerOptions extends GatherOptions {
  readonly sampler: PlainSampler;
  /** Of `dpid`: 0 to 1. */
  readonly detail: number;
}

/** Puts what was gathered of a cell, `count` samples, to `at` in `out`: two colours and the first one's share. */
type Fill = (count: number, out: CellSamples, at: number) => void;

/** @param bounds of the subject, in pixels of the frame; there are no samples outside */
type SampleFrame = (frame: Uint8Array, matte?: Matte, bounds?: Box) => CellSamples;

/** Finds the colours of each cell of a frame. */
export function cellSampler(options: SamplerOptions): SampleFrame {
  const { grid, side, sampler, detail } = options;
  const gather = cellGather(options);
  const fill = fillOf(gather, options);
  return (frame, matte, bounds) => {
    const out = new Float32Array(grid.width * grid.height * FIELDS);
    const { left, top, right, bottom } = cellsWithin(grid, bounds);
    for (let row = top; row < bottom; row++) {
      for (let column = left, at = (row * grid.width + left) * FIELDS; column < right; column++, at += FIELDS) {
        const count = gather.gather(frame, matte, column, row);
        if (count === 0) continue;
        gather.lookUp(count);
        fill(count, out, at);
        out[at + COVERAGE] = gather.covered() / (side * side);
      }
    }
    if (sampler === 'dpid')
      detailMeans(out, grid, gather, (column, row) => gather.gather(frame, matte, column, row), detail);
    return out;
  };
}

function fillOf(gather: CellGather, { sampler, side }: SamplerOptions): Fill {
  switch (sampler) {
    case 'centroid':
      return (count, out, at) => twoMeans(gather, count, out, at);
    case 'nearest':
      return middleSample(gather, side);
    case 'area':
    case 'dpid':
      return (count, out, at) => oneMean(gather.colors, count, out, at);
  }
}
