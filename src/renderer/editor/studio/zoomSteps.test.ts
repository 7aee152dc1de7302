import { expect, test } from 'vitest';
import { crisp, stepZoom, zoomToFit } from './zoomSteps.ts';

test('a picture is enlarged by whole numbers, and never made smaller than itself', () => {
  expect(zoomToFit({ width: 64, height: 32 }, { width: 400, height: 300 })).toBe(6);
  expect(zoomToFit({ width: 500, height: 32 }, { width: 400, height: 300 })).toBe(1);
});

test('steps go up and down and end somewhere', () => {
  expect([stepZoom(6, 1), stepZoom(6, -1), stepZoom(7, 1), stepZoom(7, -1)]).toEqual([8, 5, 8, 6]);
  expect([stepZoom(32, 1), stepZoom(1, -1)]).toEqual([32, 1]);
});

test('on a screen of one and a half dots a pixel still covers whole dots', () => {
  expect(crisp(3, 1)).toBe(3);
  expect(crisp(3, 1.5) * 1.5).toBe(5);
  expect(crisp(1, 0.4) * 0.4).toBe(1);
});
