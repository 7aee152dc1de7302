import { expect, test } from 'vitest';
import { frameCountOf, frameSpan } from './frameSpan.ts';

const facts = { seconds: 10 };

test.each([
  ['all of it', null, { first: 0, end: Number.POSITIVE_INFINITY }, 120],
  ['a part', { from: 1, to: 2.5 }, { first: 12, end: 30 }, 18],
  ['less than a frame', { from: 1, to: 1.01 }, { first: 12, end: 13 }, 1],
  ['beyond the end', { from: 9, to: 20 }, { first: 108, end: Number.POSITIVE_INFINITY }, 12],
  ['behind the end', { from: 30, to: 40 }, { first: 119, end: Number.POSITIVE_INFINITY }, 1],
])('%s', (_name, range, span, count) => {
  expect(frameSpan(range, 12, facts)).toEqual(span);
  expect(frameCountOf(span, 12, facts)).toBe(count);
});

test('of a file that does not say how long it is', () => {
  expect(frameCountOf(frameSpan(null, 12, { seconds: undefined }), 12, { seconds: undefined })).toBeUndefined();
  expect(frameSpan({ from: 30, to: 31 }, 12, { seconds: undefined })).toEqual({ first: 360, end: 372 });
});
