import type { CellGather } from './cellGather.ts';
import { type CellSamples, SHARE } from './cellSamples.ts';
import { colorToOklab } from './oklab.ts';
import { oneMean } from './twoMeans.ts';
import { YUV_KEYS } from './yuvTable.ts';

/** What counts of a cell along each side; its rim is blurred. */
const CENTRAL = 0.6;

/**
 * Lets the samples of a cell vote for the nearest of the given colours; the two with the most votes and the first one's
 * share of theirs are the cell's.
 */
export function paletteVotes(
  { colors: samples, places }: Pick<CellGather, 'colors' | 'places'>,
  side: number,
  palette: readonly number[],
): (count: number, out: CellSamples, at: number) => void {
  const entries = Float32Array.from(palette.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  if (entries.length === 0) return (count, out, at) => oneMean(samples, count, out, at);
  /** The entry that each colour votes for, plus 1; 0 where that is not known yet. */
  const voted = new Uint8Array((2 * YUV_KEYS) / 3);
  const ballots = new Uint8Array(side * side);
  const votes = new Uint8Array(palette.length);

  function voteOf(i: number): number {
    const place = places[i] ?? 0;
    const known = voted[place] ?? 0;
    if (known > 0) return known - 1;
    const entry = nearestEntry(entries, samples, 3 * i);
    voted[place] = entry + 1;
    return entry;
  }

  return (count, out, at) => {
    for (let i = 0; i < count; i++) {
      const entry = voteOf(i);
      ballots[i] = entry;
      votes[entry] = (votes[entry] ?? 0) + 1;
    }
    const first = mostVoted(ballots, count, votes, -1);
    const most = votes[first] ?? 0;
    const second = most === count ? first : mostVoted(ballots, count, votes, first);
    const next = most === count ? 0 : (votes[second] ?? 0);
    for (let i = 0; i < count; i++) votes[ballots[i] ?? 0] = 0;
    for (let k = 0; k < 3; k++) {
      out[at + k] = entries[3 * first + k] ?? 0;
      out[at + 3 + k] = entries[3 * second + k] ?? 0;
    }
    out[at + SHARE] = most / (most + next);
  };
}

/** 1 for those of a cell's samples that vote. */
export function centralSpots(side: number): Uint8Array {
  const isCentral = (i: number): boolean => Math.abs((i + 0.5) / side - 0.5) < CENTRAL / 2;
  return Uint8Array.from({ length: side * side }, (_, spot) =>
    isCentral(spot % side) && isCentral(Math.floor(spot / side)) ? 1 : 0,
  );
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

function nearestEntry(entries: Float32Array, colors: Float32Array, i: number): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < entries.length; k += 3) {
    const l = (colors[i] ?? 0) - (entries[k] ?? 0);
    const a = (colors[i + 1] ?? 0) - (entries[k + 1] ?? 0);
    const b = (colors[i + 2] ?? 0) - (entries[k + 2] ?? 0);
    const far = l * l + a * a + b * b;
    if (far < least) [least, best] = [far, k];
  }
  return best / 3;
}
