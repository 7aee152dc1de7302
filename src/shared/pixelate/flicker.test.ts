import { expect, test } from 'vitest';
import { flicker } from './flicker.ts';
import { AT_REST, type SettledFrame, STOOD_STILL } from './settle.ts';

const frame = (still: readonly number[]): SettledFrame => ({
  colors: new Float32Array(3 * still.length),
  opaque: new Uint8Array(still.length).fill(1),
  coverage: new Uint8Array(still.length).fill(255),
  still: Uint8Array.from(still),
});

test('only a change over a source at rest is flicker', () => {
  const frames = [frame([0, 0, 0, 0]), frame([AT_REST, AT_REST, STOOD_STILL, 0]), frame([AT_REST, AT_REST, 0, 0])];
  const indices = [
    [1, 1, 1, 1],
    [1, 2, 2, 2],
    [1, 1, 1, 1],
  ].map((entries) => Uint8Array.from(entries));
  const { share, map } = flicker(frames, indices);
  expect(share).toBe(500);
  expect([...map]).toEqual([0, 255, 0, 0]);
});
