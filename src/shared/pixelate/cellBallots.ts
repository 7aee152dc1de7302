import { cellGather, type GatherOptions } from './cellGather.ts';
import { cellsWithin } from './grid.ts';
import type { Matte } from './matte.ts';
import type { Box } from './rawVideo.ts';

/** What the samples of each cell of a frame will vote by, whatever they may vote for. */
export interface CellBallots {
  /** Where each cell's runs begin; one more than there are cells. */
  readonly starts: Uint32Array;
  /** Of neighbouring samples of one colour: `placeOf` and `countOf`. */
  readonly runs: Int32Array;
  /** The subject's share of each cell. */
  readonly coverage: Float32Array;
}

/** What they take, about, of a cell that the subject fills. */
export const BALLOT_BYTES = 72;
/** Samples are at most 8 along each side of a cell. */
export const MOST_RUNS = 64;
/** What counts of a cell along each side; its rim is blurred. */
const CENTRAL = 0.6;
/** Two tables of 19 bits each. */
const PLACE_BITS = 20;

/** Which of the table's colours a run has; those of edges come after them. */
export function placeOf(run: number): number {
  return run & ((1 << PLACE_BITS) - 1);
}

/** How many samples a run is of. */
export function countOf(run: number): number {
  return run >>> PLACE_BITS;
}

/** Takes the samples in the middle of each cell. */
export function ballotSampler(options: GatherOptions): (frame: Uint8Array, matte?: Matte, bounds?: Box) => CellBallots {
  const { grid, side } = options;
  const { places, gather, covered } = cellGather({ ...options, wanted: centralSpots(side) });
  let runs = new Int32Array(grid.width * side * side);
  return (frame, matte, bounds) => {
    const starts = new Uint32Array(grid.width * grid.height + 1);
    const coverage = new Float32Array(grid.width * grid.height);
    const { left, top, right, bottom } = cellsWithin(grid, bounds);
    let end = 0;
    for (let row = 0, cell = 0; row < grid.height; row++) {
      runs = withRoom(runs, end + grid.width * side * side);
      for (let column = 0; column < grid.width; column++, cell++) {
        starts[cell] = end;
        if (row < top || row >= bottom || column < left || column >= right) continue;
        const count = gather(frame, matte, column, row);
        if (count === 0) continue;
        end = putRuns(places, count, runs, end);
        coverage[cell] = covered() / (side * side);
      }
    }
    starts[starts.length - 1] = end;
    return { starts, runs: runs.slice(0, end), coverage };
  };
}

/** Writes the first `count` places to `runs` from `from` on; where they end. */
function putRuns(places: Int32Array, count: number, runs: Int32Array, from: number): number {
  let end = from;
  for (let i = 0; i < count; i++) {
    const place = places[i] ?? 0;
    if (end > from && placeOf(runs[end - 1] ?? 0) === place) runs[end - 1] = (runs[end - 1] ?? 0) + (1 << PLACE_BITS);
    else runs[end++] = place + (1 << PLACE_BITS);
  }
  return end;
}

function withRoom(runs: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (runs.length >= length) return runs;
  const larger = new Int32Array(2 * length);
  larger.set(runs);
  return larger;
}

/** 1 for those of a cell's samples that vote. */
function centralSpots(side: number): Uint8Array {
  const isCentral = (i: number): boolean => Math.abs((i + 0.5) / side - 0.5) < CENTRAL / 2;
  return Uint8Array.from({ length: side * side }, (_, spot) =>
    isCentral(spot % side) && isCentral(Math.floor(spot / side)) ? 1 : 0,
  );
}
