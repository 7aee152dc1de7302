import { cellGather, type GatherOptions } from './gatherCells.ts';
import { cellsWithin } from './grid.ts';
import { kernel } from './kernel/kernel.ts';
import type { Matte } from './matte.ts';
import type { Box } from './rawVideo.ts';

/** What the samples of each cell of a frame will vote by, whatever they may vote for. */
export interface CellBallots {
  /** Where each cell's runs begin; one more than there are cells. */
  readonly starts: Uint32Array;
  /** Of neighbouring samples of one colour: its place in the table in 20 bits, above them how many they are. */
  readonly runs: Int32Array;
  /** The subject's share of each cell. */
  readonly coverage: Float32Array;
}

/** What they take, about, of a cell that the subject fills. */
export const BALLOT_BYTES = 72;
/** What counts of a cell along each side; its rim is blurred. */
const CENTRAL = 0.6;

/** Takes the samples in the middle of each cell. */
export function ballotSampler(options: GatherOptions): (frame: Uint8Array, matte?: Matte, bounds?: Box) => CellBallots {
  const { grid, side } = options;
  const gatherIn = cellGather({ ...options, wanted: centralSpots(side) });
  let runs = new Int32Array(grid.width * side * side);
  return (frame, matte, bounds) => {
    gatherIn(frame, matte);
    const starts = new Uint32Array(grid.width * grid.height + 1);
    const coverage = new Float32Array(grid.width * grid.height);
    const { left, top, right, bottom } = cellsWithin(grid, bounds);
    const rowAt = kernel.room('ballots', 4 * grid.width * (side * side + 2));
    const countsAt = rowAt + 4 * grid.width * side * side;
    const coverageAt = countsAt + 4 * grid.width;
    let end = 0;
    for (let row = top; row < bottom; row++) {
      const first = row * grid.width + left;
      const count = kernel.call.ballotRow(row, left, right, rowAt, countsAt, coverageAt);
      runs = withRoom(runs, end + count);
      runs.set(kernel.view(Int32Array, rowAt, count), end);
      starts.set(kernel.view(Uint32Array, countsAt, right - left), first + 1);
      coverage.set(kernel.view(Float32Array, coverageAt, right - left), first);
      end += count;
    }
    for (let cell = 1; cell < starts.length; cell++) starts[cell] = (starts[cell] ?? 0) + (starts[cell - 1] ?? 0);
    return { starts, runs: runs.slice(0, end), coverage };
  };
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
