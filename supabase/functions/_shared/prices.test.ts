import { expect, test } from 'vitest';
import { lumaCents } from './prices.ts';

test.each([
  ['ray-flash-2', '540p', 14],
  ['ray-flash-2', '720p', 25],
  ['ray-flash-2', '1080p', 55],
  ['ray-2', '540p', 40],
  ['ray-2', '720p', 71],
  ['ray-9', '8k', 638],
])('five seconds of %s in %s cost at most %i cents', (model, resolution, cents) => {
  expect(lumaCents({ model, resolution, dollarsPerMegapixel: undefined }, 5)).toBe(cents);
});

test('the deployment may know the price better', () => {
  expect(lumaCents({ model: 'ray-flash-2', resolution: '540p', dollarsPerMegapixel: 0.01 }, 5)).toBe(63);
});
