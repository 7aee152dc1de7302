import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bodyOf } from './body.ts';
import type { Cells } from './cells.ts';
import { deform } from './deform.ts';
import type { Stance } from './stance.ts';
import { drawn, STANDING, shown } from './testPictures.ts';

const REST: Stance = { rise: 0, shift: 0, stretch: 1, lean: 0, turn: 0, left: 0, right: 0, swing: 0, phase: 0 };
const LONG = process.env.CELKILN_LONG === '1';

function bent(picture: Cells, stance: Partial<Stance>): Cells {
  const body = bodyOf(picture);
  return body ? deform(picture, body, { ...REST, ...stance }) : picture;
}

const FELLOW = drawn('........', '........', '..kkkk..', '..kyrk..', '..kkkk..', '..b..b..', '..b..b..', '........');

test('at rest nothing changes', () => {
  expect(shown(bent(FELLOW, {}))).toEqual(shown(FELLOW));
  expect(shown(bent(STANDING, {}))).toEqual(shown(STANDING));
});

test('squashed it is lower and wider, on the same ground', () => {
  expect(shown(bent(FELLOW, { stretch: 0.6 }))).toMatchInlineSnapshot(`
    [
      "........",
      "........",
      "........",
      "........",
      "..kkkkk.",
      "..kkkkk.",
      "..b...b.",
      "........",
    ]
  `);
});

test('it rises, leans, and lifts a foot by whole pixels', () => {
  expect(shown(bent(FELLOW, { rise: 0.4 }))).toMatchInlineSnapshot(`
    [
      "..kkkk..",
      "..kyrk..",
      "..kkkk..",
      "..b..b..",
      "..b..b..",
      "........",
      "........",
      "........",
    ]
  `);
  expect(shown(bent(FELLOW, { lean: 0.4 }))).toMatchInlineSnapshot(`
    [
      "........",
      "........",
      "....kkkk",
      "...kyrk.",
      "...kkkk.",
      "...b..b.",
      "..b..b..",
      "........",
    ]
  `);
  expect(shown(bent(STANDING, { left: 1 })).slice(-5)).toMatchInlineSnapshot(`
    [
      "....krrbbrrk....",
      ".....krrrrk.....",
      ".....kr..rk.....",
      ".........kk.....",
      "................",
    ]
  `);
});

test('half turned its back is seen', () => {
  expect(shown(bent(FELLOW, { turn: Math.PI })).slice(2, 5)).toEqual(['..kkkk..', '..kryk..', '..kkkk..']);
});

const anyPicture = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom('.', '.', 'k', 'r'), { minLength: width * height, maxLength: width * height })
      .map((signs) =>
        drawn(...Array.from({ length: height }, (_, y) => signs.slice(y * width, (y + 1) * width).join(''))),
      ),
  );
const share = fc.double({ min: -1, max: 1, noNaN: true });
const anyStance = fc.record({
  rise: share,
  shift: share,
  stretch: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  lean: share,
  turn: fc.double({ min: 0, max: 7, noNaN: true }),
  left: fc.double({ min: 0, max: 2, noNaN: true }),
  right: fc.double({ min: 0, max: 2, noNaN: true }),
  swing: share,
  phase: fc.double({ min: 0, max: 1, noNaN: true }),
});

test('however it is bent, it has only its own colours', () => {
  fc.assert(
    fc.property(anyPicture, anyStance, (picture, stance) => {
      const moved = bent(picture, stance);
      expect(moved.pixels).toHaveLength(picture.pixels.length);
      const known = new Set([0, ...picture.pixels]);
      expect(moved.pixels.filter((pixel) => !known.has(pixel))).toHaveLength(0);
    }),
    { seed: 1, numRuns: LONG ? 20_000 : 500 },
  );
});

test('however it is moved, nothing of it leaves the picture', () => {
  fc.assert(
    fc.property(anyPicture, anyStance, (picture, stance) => {
      const moved = bent(picture, { ...stance, stretch: 1, turn: 0, left: 0, right: 0 });
      expect(moved.pixels.toSorted()).toEqual(picture.pixels.toSorted());
    }),
    { seed: 1, numRuns: LONG ? 20_000 : 500 },
  );
});
