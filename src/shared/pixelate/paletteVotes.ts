import { type CellBallots, countOf, MOST_RUNS, placeOf } from './cellBallots.ts';
import { type CellSamples, COVERAGE, FIELDS, SHARE } from './cellSamples.ts';
import { nearestEntry } from './nearestEntry.ts';
import { colorToOklab } from './oklab.ts';
import { tableReader, YUV_PLACES, type YuvReader, type YuvTable } from './yuvTable.ts';

/**
 * Lets the samples of each cell vote for the nearest of the given colours; the two with the most votes and the first
 * one's share of theirs are the cell's. Without any colour a cell has the mean of its samples.
 *
 * @param palette at most 255 colours
 * @param tables by which the samples were taken
 */
export function paletteVotes(
  palette: readonly number[],
  tables: { readonly table: YuvTable; readonly readEdge: YuvReader },
): (ballots: CellBallots) => CellSamples {
  const entries = Float32Array.from(palette.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  const count = palette.length === 0 ? meanOfRuns(tables) : voteCounter(entries, tables);
  return ({ starts, runs, coverage }) => {
    const out = new Float32Array(coverage.length * FIELDS);
    for (let cell = 0, at = 0; cell < coverage.length; cell++, at += FIELDS) {
      const from = starts[cell] ?? 0;
      const end = starts[cell + 1] ?? from;
      if (from === end) continue;
      count(runs, from, end, out, at);
      out[at + COVERAGE] = coverage[cell] ?? 0;
    }
    return out;
  };
}

/** Writes what the runs from `from` to `end` give to `at` in `out`. */
type Count = (runs: Int32Array, from: number, end: number, out: CellSamples, at: number) => void;
type Tables = Parameters<typeof paletteVotes>[1];

function voteCounter(entries: Float32Array, tables: Tables): Count {
  const nearest = nearestEntry(entries);
  const colorOf = colorReader(tables);
  /** The entry that each colour votes for, plus 1; 0 where that is not known yet. */
  const voted = new Uint8Array(2 * YUV_PLACES);
  const votes = new Uint8Array(entries.length / 3);
  /** One for each run of a cell. */
  const ballots = new Uint8Array(MOST_RUNS);
  const color = new Float32Array(3);

  function entryOf(run: number): number {
    const place = placeOf(run);
    const known = voted[place] ?? 0;
    if (known > 0) return known - 1;
    colorOf(place, color);
    const entry = nearest(color[0] ?? 0, color[1] ?? 0, color[2] ?? 0);
    voted[place] = entry + 1;
    return entry;
  }

  return (runs, from, end, out, at) => {
    let all = 0;
    for (let i = from; i < end; i++) {
      const run = runs[i] ?? 0;
      const entry = entryOf(run);
      ballots[i - from] = entry;
      votes[entry] = (votes[entry] ?? 0) + countOf(run);
      all += countOf(run);
    }
    const number = end - from;
    const some = ballots[0] ?? 0;
    const first = votes[some] === all ? some : mostVoted(ballots, number, votes, -1);
    const most = votes[first] ?? 0;
    const second = most === all ? first : mostVoted(ballots, number, votes, first);
    const next = most === all ? 0 : (votes[second] ?? 0);
    for (let i = 0; i < number; i++) votes[ballots[i] ?? 0] = 0;
    for (let k = 0; k < 3; k++) {
      out[at + k] = entries[3 * first + k] ?? 0;
      out[at + 3 + k] = entries[3 * second + k] ?? 0;
    }
    out[at + SHARE] = most / (most + next);
  };
}

/** Of the entries on the first `number` ballots, but for one, that with the most votes; the first of the palette among equals. */
function mostVoted(ballots: Uint8Array, number: number, votes: Uint8Array, but: number): number {
  let best = -1;
  let most = 0;
  for (let i = 0; i < number; i++) {
    const entry = ballots[i] ?? 0;
    const count = votes[entry] ?? 0;
    if (entry === but || count < most || (count === most && entry > best)) continue;
    best = entry;
    most = count;
  }
  return best;
}

function meanOfRuns(tables: Tables): Count {
  const colorOf = colorReader(tables);
  const color = new Float32Array(3);
  return (runs, from, end, out, at) => {
    const sums = [0, 0, 0];
    let all = 0;
    for (let i = from; i < end; i++) {
      const count = countOf(runs[i] ?? 0);
      colorOf(placeOf(runs[i] ?? 0), color);
      for (let k = 0; k < 3; k++) sums[k] = (sums[k] ?? 0) + count * (color[k] ?? 0);
      all += count;
    }
    for (let k = 0; k < 3; k++) out[at + k] = out[at + 3 + k] = (sums[k] ?? 0) / all;
    out[at + SHARE] = 1;
  };
}

function colorReader({ table, readEdge }: Tables): (place: number, color: Float32Array) => void {
  const read = tableReader(table);
  return (place, color) => {
    if (place < YUV_PLACES) read(place, color, 0);
    else readEdge(place - YUV_PLACES, color, 0);
  };
}
