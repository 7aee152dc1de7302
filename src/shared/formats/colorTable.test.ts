import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { ColorTable } from './colorTable.ts';

const LONG = process.env.CELKILN_LONG === '1';
const runs = { numRuns: LONG ? 1000 : 100, seed: 20261127 };

/** Few colours, or about as many as fit; some fall on one slot. */
const pixels = fc
  .record({ colors: fc.integer({ min: 1, max: 300 }), step: fc.constantFrom(1, 0x10001, 0x01000000), start: fc.nat(9) })
  .chain(({ colors, step, start }) =>
    fc.array(
      fc.nat(colors - 1).map((number) => ((number + start) * step) >>> 0),
      { minLength: 1, maxLength: 900, size: 'max' },
    ),
  );

test('colours come in the order in which they occur, each once, as those of a Set', () => {
  fc.assert(
    fc.property(pixels, pixels, (some, more) => {
      const table = new ColorTable();
      const fits = table.add(some) && table.add(more);
      const wanted = [...new Set([...some, ...more])];
      expect(fits).toBe(wanted.length <= 256);
      expect(table.colors).toEqual(wanted.slice(0, 256));
    }),
    runs,
  );
});

test('pixels that cannot be seen count as one colour', () => {
  fc.assert(
    fc.property(pixels, (some) => {
      const table = new ColorTable();
      const wanted = [...new Set(some.map((color) => (color >>> 24 === 0 ? 0 : color)))];
      expect(table.addSeen(Uint32Array.from(some))).toBe(wanted.length <= 256);
      expect(table.colors).toEqual(wanted.slice(0, 256));
    }),
    runs,
  );
});
