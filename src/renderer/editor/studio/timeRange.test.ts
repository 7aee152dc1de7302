import { expect, test } from 'vitest';
import { moveEnd, moveRange, rangeOf } from './timeRange.ts';

const SHORT = { length: 4, longest: 60 };
const LONG = { length: 600, longest: 20 };

test('all of a short video is looked at, of a long one the beginning', () => {
  expect(rangeOf(null, SHORT)).toEqual({ from: 0, to: 4 });
  expect(rangeOf(null, LONG)).toEqual({ from: 0, to: 20 });
});

test('the ends are set, and back at the video’s own ends there is no range', () => {
  const begun = moveEnd(null, 'from', 1.23456, SHORT);
  expect(begun).toEqual({ from: 1.235, to: 4 });
  expect(moveEnd(begun, 'to', 3, SHORT)).toEqual({ from: 1.235, to: 3 });
  expect(moveEnd(begun, 'from', -5, SHORT)).toBeNull();
});

test('an end pushes the other before it', () => {
  expect(moveEnd({ from: 1, to: 2 }, 'from', 3, SHORT)).toEqual({ from: 3, to: 3.1 });
  expect(moveEnd({ from: 1, to: 2 }, 'to', 0.5, SHORT)).toEqual({ from: 0.4, to: 0.5 });
});

test('a range never grows longer than can be looked at', () => {
  expect(moveEnd({ from: 100, to: 110 }, 'to', 300, LONG)).toEqual({ from: 280, to: 300 });
  expect(moveEnd({ from: 100, to: 110 }, 'from', 50, LONG)).toEqual({ from: 50, to: 70 });
});

test('a range is moved whole and stops at the ends', () => {
  expect(moveRange({ from: 1, to: 2 }, 0.5, SHORT)).toEqual({ from: 1.5, to: 2.5 });
  expect(moveRange({ from: 1, to: 2 }, 99, SHORT)).toEqual({ from: 3, to: 4 });
  expect(moveRange({ from: 1, to: 2 }, -99, SHORT)).toEqual({ from: 0, to: 1 });
});
