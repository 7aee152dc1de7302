import type { CellBallots } from './cellBallots.ts';
import { type CellSamples, COVERAGE, FIELDS } from './cellSamples.ts';
import { type GatherOptions, tellLookUp } from './gatherCells.ts';
import { kernel } from './kernel/kernel.ts';
import { colorsToOklab } from './oklab.ts';
import { YUV_PLACES } from './yuvTable.ts';

/**
 * Lets the samples of each cell vote for the nearest of the given colours; the two with the most votes and the first
 * one's share of theirs are the cell's. Without any colour a cell has the mean of its samples.
 *
 * @param palette at most 255 colours
 * @param options by which the samples were taken
 */
export function paletteVotes(
  palette: readonly number[],
  { video, spill }: Pick<GatherOptions, 'video' | 'spill'>,
): (ballots: CellBallots) => CellSamples {
  const entries = colorsToOklab(palette);
  return ({ starts, runs, coverage }) => {
    tellLookUp(video, spill);
    const out = kernel.room('samples', 4 * FIELDS * coverage.length);
    kernel.call.clearCells(out, coverage.length);
    const [startsAt, runsAt] = [kernel.put('starts', starts), kernel.put('runs', runs)];
    if (palette.length === 0) kernel.call.meanOfRuns(startsAt, runsAt, coverage.length, out);
    else {
      const [entriesAt, voted] = [kernel.hold('entries', entries), votedFor(entries)];
      kernel.call.countVotes(startsAt, runsAt, coverage.length, entriesAt, palette.length, voted, out);
    }
    const samples = kernel.copy(Float32Array, out, coverage.length * FIELDS);
    for (let cell = 0; cell < coverage.length; cell++) samples[cell * FIELDS + COVERAGE] = coverage[cell] ?? 0;
    return samples;
  };
}

/** Where the kernel keeps for which of these entries each colour votes. */
function votedFor(entries: Float32Array): number {
  return kernel.keep('voted', entries, () => kernel.put('voted', new Uint8Array(2 * YUV_PLACES)));
}
