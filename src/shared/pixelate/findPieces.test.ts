import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findPieces } from './findPieces.ts';

test('finds the same pieces as a flood', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }).chain((width) =>
        fc.record({
          width: fc.constant(width),
          rows: fc.array(fc.array(fc.integer({ min: 0, max: 2 }), { minLength: width, maxLength: width }), {
            minLength: 1,
            maxLength: 12,
          }),
        }),
      ),
      ({ width, rows }) => {
        const classes = Uint8Array.from(rows.flat());
        const found: string[] = [];
        findPieces(classes, width, { left: 0, top: 0, right: width, bottom: rows.length }, 2, (piece, eachRun) => {
          const places: number[] = [];
          eachRun((from, to) => places.push(...Array.from({ length: to - from }, (_, i) => from + i)));
          const sure = places.filter((place) => classes[place] === 2).length;
          expect(piece.size).toBe(places.length);
          expect(piece.sureCount).toBe(sure);
          expect(piece.touchesBorder).toBe(places.some((place) => isBorder(place, width, rows.length)));
          found.push(places.toSorted((p, q) => p - q).join());
        });
        expect(found.toSorted()).toEqual(flooded(classes, width).toSorted());
      },
    ),
    { seed: 3, numRuns: process.env.CELKILN_LONG === '1' ? 20_000 : 300 },
  );
});

test('an area of the picture is looked at by itself', () => {
  const rows = ['####', '#  #', '# ##', '####'];
  const classes = Uint8Array.from(rows.join(''), (char) => (char === ' ' ? 2 : 0));
  const sizes: (readonly [number, boolean])[] = [];
  findPieces(classes, 4, { left: 1, top: 1, right: 3, bottom: 3 }, 2, ({ size, isBackdrop }) => {
    sizes.push([size, isBackdrop]);
  });
  expect(sizes).toEqual([
    [3, true],
    [1, false],
  ]);
});

function isBorder(place: number, width: number, height: number): boolean {
  const [x, y] = [place % width, Math.floor(place / width)];
  return x === 0 || y === 0 || x === width - 1 || y === height - 1;
}

function flooded(classes: Uint8Array, width: number): string[] {
  const seen = new Set<number>();
  const pieces: string[] = [];
  for (let start = 0; start < classes.length; start++) {
    if (seen.has(start)) continue;
    const members = [start];
    seen.add(start);
    for (const place of members) {
      const x = place % width;
      const around = [x > 0 ? place - 1 : -1, x < width - 1 ? place + 1 : -1, place - width, place + width];
      for (const next of around) {
        if (next < 0 || next >= classes.length || seen.has(next)) continue;
        if ((classes[next] === 0) !== (classes[place] === 0)) continue;
        seen.add(next);
        members.push(next);
      }
    }
    pieces.push(members.toSorted((p, q) => p - q).join());
  }
  return pieces;
}
