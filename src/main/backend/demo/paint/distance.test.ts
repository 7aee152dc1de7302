import { expect, test } from 'vitest';
import { WORLD } from '../rig/joint.ts';
import { ball, box, limb, plate, type Solid } from '../rig/solid.ts';
import { type Field, measure } from './distance.ts';
import { outline } from './outline.ts';

const CAMERA = { scale: 1, x: 8, y: 8 };

/** '#' inside, '.' outside, over 16 x 16 pixels with the origin in the middle. */
function picture(solids: readonly Solid[], blend = 0): readonly string[] {
  const field = distances(solids, blend);
  return Array.from({ length: 16 }, (_, y) =>
    Array.from({ length: 16 }, (_, x) => ((field.values[y * 16 + x] ?? 1) < 0 ? '#' : '.')).join(''),
  );
}

function distances(solids: readonly Solid[], blend = 0): Field {
  const field: Field = { x: 0, y: 0, step: 1, width: 16, height: 16, values: new Float32Array(256) };
  const shapes = solids.map((solid) => outline(solid, CAMERA));
  measure(field, shapes, blend, 20);
  return field;
}

test('a limb tapers from its first node to its last', () => {
  expect(picture([limb(WORLD, [-4, 0, 0, 3.5], [5, 0, 0, 1.2])])).toMatchInlineSnapshot(`
    [
      "................",
      "................",
      "................",
      "................",
      "................",
      "...####.........",
      "..#########.....",
      ".#############..",
      ".##############.",
      ".#############..",
      "..#########.....",
      "...####.........",
      "................",
      "................",
      "................",
      "................",
    ]
  `);
});

test('a sheet and a box look like their outlines', () => {
  const sheet = plate(WORLD, 'xy', 0.1, [-5, 5], [5, 5], [0, -4]);
  const corner = box(WORLD, [-4, -5, 0], [2, 1, 3], 0.5);
  expect(picture([sheet, corner])).toMatchInlineSnapshot(`
    [
      "................",
      "................",
      "................",
      "...###########..",
      "....#########...",
      "....#########...",
      ".....#######....",
      "......#####.....",
      "......#####.....",
      ".......###......",
      ".......###......",
      "........#.......",
      "..#####.#.......",
      "..#####.........",
      "..#####.........",
      "................",
    ]
  `);
});

test('melting fills the gap between two balls and leaves their far sides alone', () => {
  const pair = [ball(WORLD, [-3.4, 0, 0], [3, 3, 3]), ball(WORLD, [3.4, 0, 0], [3, 3, 3])];
  const [apart, melted] = [picture(pair), picture(pair, 5)];
  expect(apart[8]).toBe('..######.######.');
  expect(melted[8]).toBe('..#############.');
  expect(melted.map((row) => row.slice(0, 4))).toEqual(apart.map((row) => row.slice(0, 4)));
});

test('distances are in pixels', () => {
  const field = distances([ball(WORLD, [0, 0, 0], [4, 4, 4])]);
  expect(field.values[8 * 16 + 15]).toBeCloseTo(3, 5);
  expect(field.values[8 * 16 + 5]).toBeCloseTo(-1, 5);
});
