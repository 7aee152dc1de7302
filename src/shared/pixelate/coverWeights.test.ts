import { expect, test } from 'vitest';
import { coverWeights } from './coverWeights.ts';

test.each([2, 3, 4, 6, 8])('of %i samples a side a straight edge covers as many rows as lie behind it', (side) => {
  const { weights, coverages } = coverWeights(side);
  const spots = Array.from(weights.keys());
  const covered = (isShown: (x: number, y: number) => boolean): number => {
    const shown = spots.filter((spot) => isShown(spot % side, Math.floor(spot / side)));
    return coverages[shown.reduce((sum, spot) => sum + (weights[spot] ?? 0), 0)] ?? Number.NaN;
  };
  for (let rows = 0; rows <= side; rows++) {
    for (const isShown of [
      (x: number) => x < rows,
      (x: number) => x >= side - rows,
      (_: number, y: number) => y < rows,
    ]) {
      expect(covered(isShown)).toBe(Math.fround(rows / side));
    }
  }
  expect(coverages).toEqual(coverages.toSorted());
});
