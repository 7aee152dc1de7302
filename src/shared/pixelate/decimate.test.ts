import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimate } from './decimate.ts';

const moments = (count: number) => Array.from({ length: count }, (_, number) => ({ number, count: 1 }));

test('equal motion per frame: a fast swing keeps its frames, a slow one is held', () => {
  const steps = [1, 1, 1, 1, 8, 8, 8, 8, 1, 1, 1, 1];
  expect(decimate(moments(12), steps, 5)).toEqual([
    { number: 0, count: 5 },
    { number: 5, count: 1 },
    { number: 6, count: 1 },
    { number: 7, count: 1 },
    { number: 8, count: 4 },
  ]);
});

test('where all moves alike, or nothing does, the frames are spread evenly', () => {
  for (const step of [1, 0]) {
    const chosen = decimate(moments(12), new Array<number>(12).fill(step), 4);
    expect(chosen.map(({ number, count }) => `${number}x${count}`)).toEqual(['0x3', '3x3', '6x3', '9x3']);
  }
});

test('a motion that happens once keeps its end', () => {
  const chosen = decimate(moments(9), new Array<number>(8).fill(1), 3);
  expect(chosen.map(({ number, count }) => `${number}x${count}`)).toEqual(['0x4', '4x4', '8x1']);
});

test('as many as asked for, in order, in the same time', () => {
  const counted = fc.array(fc.tuple(fc.integer({ min: 1, max: 4 }), fc.double({ min: 0, max: 9, noNaN: true })));
  fc.assert(
    fc.property(counted, fc.integer({ min: 1, max: 20 }), fc.boolean(), (given, most, isRound) => {
      const all = given.map(([count], number) => ({ number, count }));
      const steps = given.map(([, step]) => step).slice(isRound ? 0 : 1);
      const chosen = decimate(all, steps, most);
      const time = (some: typeof chosen): number => some.reduce((sum, { count }) => sum + count, 0);
      expect(chosen).toHaveLength(Math.min(most, all.length));
      expect(time(chosen)).toBe(time(all));
      expect(chosen.every(({ number }, i) => i === 0 || number > (chosen[i - 1]?.number ?? 0))).toBe(true);
    }),
    { seed: 3 },
  );
});
