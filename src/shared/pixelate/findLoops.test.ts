import { expect, test } from 'vitest';
import { findLoops } from './findLoops.ts';

const options = { least: 6, most: 96, seamLimit: 0.6, tolerance: 0.04 };

/** A sketch of one spot whose colour is (x, y, 0). */
const spot = (x: number, y: number): Float32Array => Float32Array.from([x, y, 0]);

function around(count: number, period: number, wobble = 0): readonly Float32Array[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = (2 * Math.PI * i) / period;
    const noise = wobble * Math.sin(i * 12.9898) * 0.1;
    return spot(Math.cos(angle) + noise, Math.sin(angle) - noise);
  });
}

test.each([
  [60, 16],
  [60, 12],
  [120, 30],
])('%i frames with a cycle of %i', (count, period) => {
  const [best] = findLoops(around(count, period, 0.3), options);
  expect(best?.length).toBe(period);
  expect(best?.seam).toBeLessThan(0.1);
});

test('the same pose on the way back is no cycle', () => {
  const swing = Array.from({ length: 60 }, (_, i) => spot(Math.cos((2 * Math.PI * i) / 20), 0.01 * Math.sin(i / 9.5)));
  expect(findLoops(swing, options)[0]?.length).toBe(20);
});

test('a clip made to loop is one cycle as a whole', () => {
  expect(findLoops(around(40, 40), options)[0]).toMatchObject({ start: 0, length: 40 });
});

test('nothing that moves on or stands still is a loop', () => {
  expect(
    findLoops(
      Array.from({ length: 60 }, (_, i) => spot(i / 60, (i / 60) ** 2)),
      options,
    ),
  ).toEqual([]);
  expect(
    findLoops(
      Array.from({ length: 60 }, () => spot(0.5, 0.5)),
      options,
    ),
  ).toEqual([]);
  expect(findLoops([], options)).toEqual([]);
});

test('at most three candidates, the best first', () => {
  const loops = findLoops(around(90, 12), options);
  expect(loops.length).toBeGreaterThan(1);
  expect(loops.length).toBeLessThanOrEqual(3);
  expect(loops[0]?.length).toBe(12);
});

test('half of a walk is no cycle: the other foot is in front', () => {
  const walk = (count: number, period: number, noise: number): readonly Float32Array[] =>
    Array.from({ length: count }, (_, i) => {
      const angle = (2 * Math.PI * i) / period;
      const shake = noise * Math.sin(i * 12.9898);
      // The body bobs with each step; which foot is the nearer one is hardly seen.
      return Float32Array.from([Math.cos(2 * angle), Math.sin(2 * angle), 0, 0.16 * Math.sin(angle) ** 3, shake, 0]);
    });
  expect(findLoops(walk(60, 24, 0), options)[0]?.length).toBe(24);
  expect(findLoops(walk(60, 24, 0.05), options)[0]?.length).toBe(24);
  expect(findLoops(walk(80, 16, 0.05), options).map(({ length }) => length % 16)).not.toContain(8);
});
