import type { Sampler } from '../clip/clipSettings.ts';
import { type CellGather, cellGather, type GatherOptions } from './cellGather.ts';
import { type CellSamples, COVERAGE, FIELDS } from './cellSamples.ts';
import { detailMeans } from './detailMeans.ts';
import type { Matte } from './matte.ts';
import { middleSample } from './middleSample.ts';
import { paletteVotes } from './paletteVotes.ts';
import { oneMean, twoMeans } from './twoMeans.ts';

export interface SamplerOptions extends GatherOptions {
  readonly sampler: Sampler;
  /** Of `dpid`: 0 to 1. */
  readonly detail: number;
  /** RGBA; `majority` lets the samples vote for these. */
  readonly colors: readonly number[];
}

/** Puts what was gathered of a cell, `count` samples, to `at` in `out`: two colours and the first one's share. */
type Fill = (count: number, out: CellSamples, at: number) => void;

/** Finds the colours of each cell of a frame. */
export function cellSampler(options: SamplerOptions): (frame: Uint8Array, matte: Matte | undefined) => CellSamples {
  const { grid, side, sampler, detail } = options;
  const gather = cellGather(options);
  const fill = fillOf(gather, options);
  return (frame, matte) => {
    const out = new Float32Array(grid.width * grid.height * FIELDS);
    for (let row = 0, at = 0; row < grid.height; row++) {
      for (let column = 0; column < grid.width; column++, at += FIELDS) {
        const count = gather.gather(frame, matte, column, row);
        if (count === 0) continue;
        fill(count, out, at);
        out[at + COVERAGE] = gather.covered() / (side * side);
      }
    }
    if (sampler === 'dpid')
      detailMeans(out, grid, gather, (column, row) => gather.gather(frame, matte, column, row), detail);
    return out;
  };
}

function fillOf(gather: CellGather, { sampler, side, colors }: SamplerOptions): Fill {
  switch (sampler) {
    case 'centroid':
      return (count, out, at) => twoMeans(gather, count, out, at);
    case 'majority':
      return paletteVotes(gather, side, colors);
    case 'nearest':
      return middleSample(gather, side);
    case 'area':
    case 'dpid':
      return (count, out, at) => oneMean(gather.colors, count, out, at);
  }
}
