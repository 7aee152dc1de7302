/** What the samples of a cell say of how much of it the subject covers. */
export interface CoverWeights {
  /** What each sample counts; whole numbers, row by row. */
  readonly weights: Int32Array;
  /** For each sum of weights, 0 to all of them, the share of the cell that is covered. */
  readonly coverages: Float32Array;
}

/** Of the weights along one side: how much less they are away from the middle, and the largest that there can be. */
const STEEPNESS = 4;
const LARGEST = 32;

/**
 * The middle of a cell counts most: blur and the codec carry the subject over the rim of cells that it only surrounds,
 * so that in a corner or a notch more than half of an empty cell may be like it. A straight edge covers the share of the
 * cell that lies behind it, wherever it goes through.
 *
 * @param side samples along each side of a cell
 */
export function coverWeights(side: number): CoverWeights {
  const along = Array.from({ length: side }, (_, i) => {
    const away = (2 * (i + 0.5)) / side - 1;
    return Math.max(1, Math.round(LARGEST * (1 - away * away) ** STEEPNESS));
  });
  const across = along.reduce((sum, weight) => sum + weight, 0);
  const coverages = new Float32Array(across * across + 1).fill(1);
  let sum = 0;
  // Behind an edge are whole rows of samples; between two of these sums the share rises evenly.
  for (const [row, weight] of along.entries()) {
    const rowSum = weight * across;
    for (let i = 0; i < rowSum; i++) coverages[sum++] = (row + i / rowSum) / side;
  }
  return {
    weights: Int32Array.from({ length: side * side }, (_, i) => {
      return (along[i % side] ?? 0) * (along[Math.floor(i / side)] ?? 0);
    }),
    coverages,
  };
}
