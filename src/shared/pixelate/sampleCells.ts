import type { Sampler } from '../clip/clipSettings.ts';
import { type CellGather, cellGather, type GatherOptions } from './cellGather.ts';
import { type CellSamples, COVERAGE, FIELDS } from './cellSamples.ts';
import { detailMeans } from './detailMeans.ts';
import type { Grid } from './grid.ts';
import type { Matte } from './matte.ts';
import { middleSample } from './middleSample.ts';
import { centralSpots, paletteVotes } from './paletteVotes.ts';
import type { Box } from './rawVideo.ts';
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

/** @param bounds of the subject, in pixels of the frame; there are no samples outside */
type SampleFrame = (frame: Uint8Array, matte?: Matte, bounds?: Box) => CellSamples;

/** Finds the colours of each cell of a frame. */
export function cellSampler(options: SamplerOptions): SampleFrame {
  const { grid, side, sampler, detail } = options;
  const gather = cellGather(sampler === 'majority' ? { ...options, wanted: centralSpots(side) } : options);
  const fill = fillOf(gather, options);
  return (frame, matte, bounds) => {
    const out = new Float32Array(grid.width * grid.height * FIELDS);
    const { left, top, right, bottom } = cellsWithin(grid, bounds);
    for (let row = top; row < bottom; row++) {
      for (let column = left, at = (row * grid.width + left) * FIELDS; column < right; column++, at += FIELDS) {
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

/** The cells that may have something of what lies within the bounds. */
function cellsWithin({ x, y, cellWidth, cellHeight, width, height }: Grid, bounds: Box | undefined): Box {
  if (!bounds) return { left: 0, top: 0, right: width, bottom: height };
  return {
    left: Math.max(0, Math.floor((bounds.left - x) / cellWidth)),
    top: Math.max(0, Math.floor((bounds.top - y) / cellHeight)),
    right: Math.min(width, Math.ceil((bounds.right - x) / cellWidth)),
    bottom: Math.min(height, Math.ceil((bounds.bottom - y) / cellHeight)),
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
