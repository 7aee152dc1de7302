import { expect, test } from 'vitest';
import { DEFAULT_CLIP } from '../clip/clipSettings.ts';
import { chooseMoments } from './moments.ts';

/** Sketches of one spot of these lightnesses. */
const spots = (...values: readonly number[]): readonly Float32Array[] =>
  values.map((value) => Float32Array.from([value, 0, 0]));
const swing = spots(0, 0, 0, 0.1, 0.4, 0.8, 0.9, 0.9, 0.9);
const loops = [{ start: 2, length: 4, seam: 0 }];
const shown = (settings: Partial<typeof DEFAULT_CLIP>): string =>
  chooseMoments(swing, loops, { ...DEFAULT_CLIP, ...settings })
    .shown.map(({ number, count }) => (count === 1 ? `${number}` : `${number}x${count}`))
    .join(' ');

test('the loop, all frames, just these, or what happens once', () => {
  expect(shown({ loop: { kind: 'auto' } })).toBe('2 3 4 5');
  expect(shown({ loop: { kind: 'off' } })).toBe('0x3 3 4 5 6x3');
  expect(shown({ loop: { kind: 'off' }, dropDuplicates: false })).toBe('0 1 2 3 4 5 6 7 8');
  expect(shown({ loop: { kind: 'span', start: 4, length: 3 } })).toBe('4 5 6');
  expect(shown({ loop: { kind: 'span', start: 7, length: 30 } })).toBe('7x2');
  expect(shown({ loop: { kind: 'span', start: 70, length: 3 } })).toBe('8');
  expect(shown({ loop: { kind: 'once' } })).toBe('2 3 4 5 6');
});

test('a blink in one place is a frame of its own, the grain of a picture that stands still is not', () => {
  const picture = (eye: number, grain: number): Float32Array =>
    Float32Array.from({ length: 3 * 48 * 27 }, (_, i) => (i === 1500 ? eye : 0.5 + (i % 2 === 0 ? grain : 0)));
  const frames = [picture(0.2, 0), picture(0.2, 0.001), picture(0.25, 0), picture(0.2, 0), picture(0.21, 0)];
  const { shown: moments } = chooseMoments(frames, [], { ...DEFAULT_CLIP, loop: { kind: 'off' } });
  expect(moments.map(({ number, count }) => [number, count])).toEqual([
    [0, 2],
    [2, 1],
    [3, 2],
  ]);
});

test('fewer frames take the same time', () => {
  expect(shown({ loop: { kind: 'off' }, frameCount: 3 })).toBe('0x4 4x2 6x3');
  expect(shown({ loop: { kind: 'off' }, frameCount: 9 })).toBe('0x3 3 4 5 6x3');
  expect(shown({ loop: { kind: 'span', start: 2, length: 4 }, frameCount: 2 })).toBe('2x3 5');
});

test('frames by hand: dropped, twice, in another order; each as long as it was, the grid held by all of the cycle', () => {
  expect(shown({ loop: { kind: 'off' }, frames: [6, 0, 4, 4, 1, 99, -1] })).toBe('6x3 0x3 4 4 1');
  const choice = chooseMoments(swing, loops, { ...DEFAULT_CLIP, frames: [3], frameCount: 2 });
  expect(choice.cycle.map(({ number }) => number)).toEqual([2, 3, 4, 5]);
});

test('nothing to choose from', () => {
  expect(chooseMoments([], [], DEFAULT_CLIP).shown).toEqual([]);
  expect(chooseMoments(spots(1), [], { ...DEFAULT_CLIP, loop: { kind: 'once' } }).shown).toEqual([
    { number: 0, count: 1 },
  ]);
});
