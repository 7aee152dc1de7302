import type { CellGather } from './cellGather.ts';
import { type CellSamples, SHARE } from './cellSamples.ts';
import { colorToOklab } from './oklab.ts';
import { oneMean } from './twoMeans.ts';
import { YUV_KEYS } from './yuvTable.ts';

/** What counts of a cell along each side; its rim is blurred. */
const CENTRAL = 0.6;

/**
 * Lets the samples in the middle of a cell vote for the nearest of the given colours; the two with the most votes and
 * the first one's share of theirs are the cell's. All samples vote where the subject is not in the middle.
 */
export function paletteVotes(
  { colors: samples, spots, keys }: Pick<CellGather, 'colors' | 'spots' | 'keys'>,
  side: number,
  palette: readonly number[],
): (count: number, out: CellSamples, at: number) => void {
  const entries = Float32Array.from(palette.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  if (entries.length === 0) return (count, out, at) => oneMean(samples, count, out, at);
  const isCentral = centralSpots(side);
  /** The entry that each colour votes for, plus 1; 0 where that is not known yet. */
  const voted = new Uint8Array((2 * YUV_KEYS) / 3);
  const votes = new Uint16Array(palette.length);

  function vote(i: number): void {
    const key = (keys[i] ?? 0) / 3;
    let entry = (voted[key] ?? 0) - 1;
    if (entry < 0) {
      entry = nearestEntry(entries, samples, 3 * i);
      voted[key] = entry + 1;
    }
    votes[entry] = (votes[entry] ?? 0) + 1;
  }

  return (count, out, at) => {
    votes.fill(0);
    let cast = 0;
    for (let i = 0; i < count; i++) {
      if (isCentral[spots[i] ?? 0] === 0) continue;
      vote(i);
      cast++;
    }
    for (let i = 0; cast === 0 && i < count; i++) vote(i);
    const first = mostVoted(votes, -1);
    const second = mostVoted(votes, first);
    const [most, next] = [votes[first] ?? 0, votes[second] ?? 0];
    for (let k = 0; k < 3; k++) {
      out[at + k] = entries[3 * first + k] ?? 0;
      out[at + 3 + k] = entries[3 * second + k] ?? 0;
    }
    out[at + SHARE] = most / (most + next);
  };
}

function centralSpots(side: number): Uint8Array {
  const isCentral = (i: number): boolean => Math.abs((i + 0.5) / side - 0.5) < CENTRAL / 2;
  return Uint8Array.from({ length: side * side }, (_, spot) =>
    isCentral(spot % side) && isCentral(Math.floor(spot / side)) ? 1 : 0,
  );
}

/** The entry with the most votes but for one; the first of equals, and that one where it is the only. */
function mostVoted(votes: Uint16Array, but: number): number {
  let best = -1;
  for (let entry = 0; entry < votes.length; entry++) {
    if (entry !== but && (best < 0 || (votes[entry] ?? 0) > (votes[best] ?? 0))) best = entry;
  }
  return best < 0 ? but : best;
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
