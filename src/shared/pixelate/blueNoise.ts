/** Reach of the Gaussian by which crowds and gaps are told, in places. */
const SIGMA = 1.5;
/** Share of the places that the first pattern fills. */
const FILLED = 0.1;

/**
 * The ranks 0 to side * side - 1 on a tile that can be repeated, so that the places below any rank are spread evenly but
 * never regularly. By void and cluster: Ulichney, "The void-and-cluster method for dither array generation", 1993. The
 * first pattern is fixed, so the tile is always the same one. Takes about 20 ms for 32 a side.
 */
export function blueNoise(side: number): Uint16Array {
  const count = side * side;
  const tile = new Crowd(side);
  const first = Math.max(1, Math.round(FILLED * count));
  // Any scattered start will do; steps of the golden ratio leave no two places the same.
  for (let i = 0, at = 0; i < first; i++) {
    while (tile.filled[at] === 1) at = (at + 1) % count;
    tile.set(at, 1);
    at = Math.floor((at + count * 0.6180339887) % count);
  }
  for (let moves = 0; moves < count; moves++) {
    const crowded = tile.mostCrowded();
    tile.set(crowded, 0);
    const gap = tile.largestGap();
    tile.set(gap, 1);
    if (gap === crowded) break;
  }
  const ranks = new Uint16Array(count);
  const start = tile.copy();
  for (let rank = first - 1; rank >= 0; rank--) {
    const crowded = tile.mostCrowded();
    tile.set(crowded, 0);
    ranks[crowded] = rank;
  }
  for (let rank = first; rank < count; rank++) {
    const gap = start.largestGap();
    start.set(gap, 1);
    ranks[gap] = rank;
  }
  return ranks;
}

/** Which places of a tile are filled, and how crowded it is around each. */
class Crowd {
  readonly filled: Uint8Array;
  readonly #side: number;
  readonly #around: Float64Array;
  /** How much a filled place adds to one so many columns and rows away, around the tile's edges. */
  readonly #weights: Float64Array;

  constructor(side: number) {
    this.#side = side;
    this.filled = new Uint8Array(side * side);
    this.#around = new Float64Array(side * side);
    const apart = (step: number): number => Math.min(step, side - step);
    this.#weights = Float64Array.from({ length: side * side }, (_, i) =>
      Math.exp(-(apart(i % side) ** 2 + apart(Math.floor(i / side)) ** 2) / (2 * SIGMA * SIGMA)),
    );
  }

  copy(): Crowd {
    const other = new Crowd(this.#side);
    other.filled.set(this.filled);
    other.#around.set(this.#around);
    return other;
  }

  set(at: number, value: 0 | 1): void {
    const side = this.#side;
    const [x, y] = [at % side, Math.floor(at / side)];
    const sign = value - (this.filled[at] ?? 0);
    this.filled[at] = value;
    for (let row = 0, i = 0; row < side; row++) {
      const from = ((row - y + side) % side) * side;
      for (let column = 0; column < side; column++, i++) {
        this.#around[i] = (this.#around[i] ?? 0) + sign * (this.#weights[from + ((column - x + side) % side)] ?? 0);
      }
    }
  }

  mostCrowded(): number {
    let best = -1;
    for (let i = 0; i < this.filled.length; i++) {
      if (this.filled[i] === 1 && (best < 0 || (this.#around[i] ?? 0) > (this.#around[best] ?? 0))) best = i;
    }
    return best;
  }

  largestGap(): number {
    let best = -1;
    for (let i = 0; i < this.filled.length; i++) {
      if (this.filled[i] === 0 && (best < 0 || (this.#around[i] ?? 0) < (this.#around[best] ?? 0))) best = i;
    }
    return best;
  }
}
