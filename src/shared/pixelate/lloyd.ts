import { kernel } from './kernel/kernel.ts';

/** Colours and the centres of their clusters in the kernel's memory, both as `WeightedColors`. */
export interface Centers {
  readonly colorsAt: number;
  /** How many colours. */
  readonly count: number;
  /** Where the centres are. */
  readonly at: number;
}

const ROUNDS = 12;

/**
 * Moves each centre to the mean of the colours nearest to it, until nothing moves; those without any colour go.
 *
 * @returns how many are left
 */
export function lloyd({ colorsAt, count, at }: Centers, centerCount: number): number {
  let left = centerCount;
  for (let round = 0; round < ROUNDS; round++) {
    const moved = kernel.call.lloydStep(colorsAt, count, at, left);
    if (moved < 0) return left;
    left = moved;
  }
  return left;
}
