import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FIELDS } from './cellSamples.ts';
import { type SettledFrame, settler } from './settle.ts';

const OPTIONS = { stick: 0.1, outline: 0.1, coverage: 0.5 };
/** More cells than are settled at once. */
const CELLS = 33_000;

/** Samples of many cells that repeat these few, which are so many that no part begins with the first. */
function repeated(cells: readonly (readonly number[])[]): Float32Array {
  const samples = new Float32Array(CELLS * FIELDS);
  for (let cell = 0; cell < CELLS; cell++) samples.set(cells[cell % cells.length] ?? [], cell * FIELDS);
  return samples;
}

function cellOf({ colors, opaque, coverage, still }: SettledFrame, cell: number): readonly unknown[] {
  return [...colors.subarray(3 * cell, 3 * cell + 3), opaque[cell], coverage[cell], still[cell]];
}

const share = fc.integer({ min: 0, max: 20 }).map((value) => value / 20);
const color = fc.tuple(share, fc.constant(0), fc.constant(0));
const cell = fc
  .tuple(color, color, share, share)
  .map(([first, second, firstShare, coverage]) => [...first, ...second, firstShare, coverage]);

test('each cell of a large frame is settled as it is alone', () => {
  const frames = fc.array(fc.array(cell, { minLength: 7, maxLength: 7 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(frames, (shown) => {
      const [settleAll, settleFew] = [settler(OPTIONS), settler(OPTIONS)];
      for (const cells of shown) {
        const all = settleAll(repeated(cells));
        const few = settleFew(Float32Array.from(cells.flat()));
        expect(all.opaque).toHaveLength(CELLS);
        for (const at of [0, 5, 16_383, 16_384, 32_767, 32_768, CELLS - 1]) {
          expect(cellOf(all, at)).toEqual(cellOf(few, at % cells.length));
        }
      }
    }),
    { seed: 7, numRuns: process.env.CELKILN_LONG === '1' ? 60 : 10 },
  );
});

test('no cells at all', () => {
  expect(settler(OPTIONS)(new Float32Array()).opaque).toHaveLength(0);
});
