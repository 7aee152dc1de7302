/** OKLab: a colour that is nearer to its entry is not dithered; flat areas stay flat. */
const FLAT = 0.012;
/** How much the unrest of a mixture counts beside its error in colour; both are squares of distances. */
const VISIBLE = 0.2;
/** Of a mixture at least this share must be the partner's to gain anything: where the gain below turns positive. */
const LEAST_SHARE = VISIBLE / (1 + VISIBLE);
/** More than what rounding does to a ratio of squares. */
const SLACK = 1 + 1e-6;

/**
 * The entry whose mixture with the best one comes nearest to a colour (of equals the first), unless the two are so far
 * apart that their dots would be seen more than what the mixture mends; -1 where the best one alone will do. Entries are
 * told by where their three floats begin.
 */
export type DitherPartner = (color: Float32Array, best: number) => number;

/** As a comparison with all entries would answer, though only those near enough to the best one are looked at. */
export function ditherPartner(entries: Float32Array): DitherPartner {
  const neighbours: (Neighbours | undefined)[] = [];
  return (color, best) => {
    const l = (color[0] ?? 0) - (entries[best] ?? 0);
    const a = (color[1] ?? 0) - (entries[best + 1] ?? 0);
    const b = (color[2] ?? 0) - (entries[best + 2] ?? 0);
    const alone = l * l + a * a + b * b;
    if (alone < FLAT * FLAT) return -1;
    const known = neighbours[best] ?? neighboursOf(entries, best);
    neighbours[best] = known;
    const { numbers, squares } = known;
    // A colour's share is at most its distance from the best entry by that of the two entries.
    const farthest = (SLACK * alone) / LEAST_SHARE ** 2;
    let least = alone;
    let partner = -1;
    for (let i = 0; i < numbers.length; i++) {
      const squared = squares[i] ?? 0;
      if (squared > farthest) break;
      const k = numbers[i] ?? 0;
      const stepL = (entries[k] ?? 0) - (entries[best] ?? 0);
      const stepA = (entries[k + 1] ?? 0) - (entries[best + 1] ?? 0);
      const stepB = (entries[k + 2] ?? 0) - (entries[best + 2] ?? 0);
      const along = l * stepL + a * stepA + b * stepB;
      if (along <= 0) continue;
      const share = along / squared;
      const error = alone - share * along + VISIBLE * share * (1 - share) * squared;
      if (error < least || (error === least && k < partner)) {
        least = error;
        partner = k;
      }
    }
    return partner;
  };
}

/** All other entries by their distance from one, nearest first. */
interface Neighbours {
  readonly numbers: Uint16Array;
  readonly squares: Float64Array;
}

function neighboursOf(entries: Float32Array, from: number): Neighbours {
  const squares = Float64Array.from({ length: entries.length / 3 }, (_, entry) => {
    const stepL = (entries[3 * entry] ?? 0) - (entries[from] ?? 0);
    const stepA = (entries[3 * entry + 1] ?? 0) - (entries[from + 1] ?? 0);
    const stepB = (entries[3 * entry + 2] ?? 0) - (entries[from + 2] ?? 0);
    return stepL * stepL + stepA * stepA + stepB * stepB;
  });
  const numbers = Uint16Array.from(squares.keys())
    .filter((entry) => 3 * entry !== from)
    .sort((p, q) => (squares[p] ?? 0) - (squares[q] ?? 0));
  return {
    numbers: numbers.map((entry) => 3 * entry),
    squares: Float64Array.from(numbers, (entry) => squares[entry] ?? 0),
  };
}
