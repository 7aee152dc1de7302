import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readOrder } from './order.ts';

const LONG = process.env.CELKILN_LONG === '1';

test('any JSON is either an order within its limits or a problem in words', () => {
  const value = fc.oneof(fc.jsonValue(), fc.integer({ min: -10, max: 600 }), fc.uuid(), fc.boolean());
  const body = fc.record(
    {
      prompt: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 2100 }), value),
      width: value,
      height: value,
      colorCount: value,
      fps: value,
      projectId: value,
      clientRequestId: value,
      loop: value,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(body, fc.jsonValue()), (anything) => {
      const read = readOrder(anything);
      if (!read.ok) {
        expect(read.problem).toMatch(/\.$/);
        return;
      }
      const { prompt, width, height, colorCount, fps } = read.order;
      expect(prompt).toBe(prompt.trim());
      expect(Array.from(prompt).length).toBeGreaterThanOrEqual(1);
      expect(Array.from(prompt).length).toBeLessThanOrEqual(2000);
      for (const [number, least, most] of [
        [width, 8, 512],
        [height, 8, 512],
        [colorCount, 2, 256],
        [fps, 1, 60],
      ] as const) {
        expect(Number.isInteger(number) && number >= least && number <= most).toBe(true);
      }
    }),
    { seed: 1, numRuns: LONG ? 10_000 : 300 },
  );
});

test('every problem is named at once', () => {
  const read = readOrder({ prompt: '', width: 7, height: 513, colorCount: 257, fps: 0, loop: 'yes' });
  expect(read).toEqual({
    ok: false,
    problem:
      'Write what the sprite should show: the prompt is empty. width must be a whole number from 8 to 512. ' +
      'height must be a whole number from 8 to 512. colorCount must be a whole number from 2 to 256. ' +
      'fps must be a whole number from 1 to 60. loop must be true or false.',
  });
});

test('2,000 characters are counted as people count code points', () => {
  expect(readOrder({ prompt: '🐱'.repeat(2000) }).ok).toBe(true);
  expect(readOrder({ prompt: '🐱'.repeat(2001) }).ok).toBe(false);
});
