import { expect, test } from 'vitest';
import { linePaths, peakOf, topOf } from './plotShape.ts';

test.each([
  [[], 1],
  [[0], 1],
  [[null, null], 1],
  [[1], 1],
  [[3, 7], 8],
  [[12], 15],
  [[22, null, 3], 25],
  [[50], 50],
  [[99], 100],
  [[0.3], 0.3],
  [[1234], 1500],
])('a plot of %j goes up to %d', (values, top) => {
  expect(topOf(values)).toBeCloseTo(top);
});

test('the tallest value fills most of the plot', () => {
  for (let most = 1; most <= 2000; most++) expect(most / topOf([0, most])).toBeGreaterThanOrEqual(0.65);
});

test('the peak is the latest of the largest values', () => {
  expect(peakOf([])).toBeUndefined();
  expect(peakOf([null, 0])).toBeUndefined();
  expect(peakOf([3, 5, null, 5, 1])).toBe(3);
});

test('a line breaks where there is no value, and a lone value is a dash', () => {
  const paths = (...values: (number | null)[]) => linePaths(values, 10, (value) => 96 - value);
  expect(paths()).toEqual([]);
  expect(paths(null, null)).toEqual([]);
  expect(paths(6)).toEqual(['M1,90h8']);
  expect(paths(6, 16)).toEqual(['M5,90L15,80']);
  expect(paths(6, null, 16, 26, null, 0)).toEqual(['M1,90h8', 'M25,80L35,70', 'M51,96h8']);
});
