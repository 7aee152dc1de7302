import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bend, tip } from './bend.ts';
import { joint, place, type Vec, WORLD } from './joint.ts';

const runs = process.env.CELKILN_LONG === '1' ? 10_000 : 200;
const coordinate = fc.double({ min: -20, max: 20, noNaN: true });
const point = fc.tuple(coordinate, coordinate, coordinate);

function apart(a: Vec, b: Vec): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

test('both bones keep their length and the end reaches its goal, or points at it', () => {
  fc.assert(
    fc.property(point, point, fc.double({ min: 2, max: 15, noNaN: true }), (from, to, bone) => {
      fc.pre(apart(from, to) > 0.1);
      const frame = joint(WORLD, [1, 2, 3], { x: 0.3, y: 1.1, z: -0.4 });
      const chain = bend(frame, from, to, bone, [0, 0, 1], [1, 1, 1]);
      const [hip, knee, foot] = chain.nodes.map((node) => node.at);
      expect(apart(hip ?? from, knee ?? from)).toBeLessThan(bone + 1e-6);
      expect(apart(knee ?? from, foot ?? from)).toBeLessThan(bone + 1e-6);
      const missing = Math.max(0, apart(from, to) - bone * 1.998);
      expect(apart(tip(chain), place(frame, to))).toBeCloseTo(missing, 6);
    }),
    { numRuns: runs, seed: 11 },
  );
});

test('turning a frame by a quarter moves its axes as the names say', () => {
  const turned = joint(WORLD, [0, 0, 0], { y: Math.PI / 2 });
  expect(place(turned, [0, 0, 1]).map((value) => Math.round(value))).toEqual([1, 0, 0]);
  const tipped = joint(WORLD, [0, 0, 0], { x: Math.PI / 2 });
  expect(place(tipped, [0, 1, 0]).map((value) => Math.round(value))).toEqual([0, 0, 1]);
});
