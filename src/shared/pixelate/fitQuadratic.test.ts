import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluate, fitQuadratic } from './fitQuadratic.ts';

test('finds the surface that the values were taken from', () => {
  const coefficient = fc.double({ min: -1, max: 1, noNaN: true });
  const surface = fc.array(coefficient, { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(surface, surface, (one, other) => {
      const samples = Array.from({ length: 81 }, (_, i) => {
        const [x, y] = [(i % 9) / 4 - 1, Math.floor(i / 9) / 4 - 1];
        return { x, y, values: [evaluate(one, x, y), evaluate(other, x, y)] };
      });
      const found = fitQuadratic(samples);
      for (const [k, surface] of [one, other].entries()) {
        for (const { x, y } of samples) expect(evaluate(found[k] ?? [], x, y)).toBeCloseTo(evaluate(surface, x, y), 3);
      }
    }),
    { seed: 4, numRuns: 50 },
  );
});

test('places on one line are no trouble', () => {
  const samples = Array.from({ length: 20 }, (_, i) => ({ x: i / 10 - 1, y: 0, values: [0.5] }));
  expect(evaluate(fitQuadratic(samples)[0] ?? [], 0.3, 0)).toBeCloseTo(0.5, 3);
});
