import { expect, test } from 'vitest';
import { EDGE, framePixels, overlayPixels } from './overlayPixels.ts';
import { cutOf, VIDEO } from './testCut.ts';

const PICTURE = ['....', '.##.', '.##.'];
const cut = cutOf([PICTURE]);

/** Rows of signs: '#' is the colour itself, '+' any weaker sign, '.' nothing. */
function shown(pixels: Uint32Array, width: number, strong?: number): readonly string[] {
  const signs = [...pixels].map((pixel) => (pixel === 0 ? '.' : strong === undefined || pixel === strong ? '#' : '+'));
  return Array.from({ length: pixels.length / width }, (_, y) => signs.slice(y * width, (y + 1) * width).join(''));
}

test('a frame in its colours', () => {
  expect(shown(framePixels(cut, 0), 4)).toEqual(PICTURE);
  expect(framePixels(cut, 7)).toHaveLength(0);
});

test('flicker and distance show where there is some, and nothing where it was not measured', () => {
  const flicker = Uint8Array.from([0, 0, 0, 0, 0, 9, 255]);
  const offPalette = [Uint8Array.from([255, 50, 51])];
  const measured = { ...cut, overlays: { ...cut.overlays, flicker, offPalette } };
  expect(shown(overlayPixels(measured, 0, 'flicker', VIDEO), 4)).toEqual(['....', '.##.', '....']);
  expect(shown(overlayPixels(measured, 0, 'offPalette', VIDEO), 4)).toEqual(['#.#.', '....', '....']);
  expect(shown(overlayPixels(measured, 1, 'coverage', VIDEO), 4)).toEqual(['....', '....', '....']);
});

test('the border of the picture, with what lies on it', () => {
  expect(shown(overlayPixels(cut, 0, 'edge', VIDEO), 4, EDGE)).toEqual(['++++', '+..+', '+##+']);
});

test('where the frames reach beyond the picture, its border lies within', () => {
  const beyond = { ...cut, report: { ...cut.report, area: { x: -10, y: 0, width: 40, height: 30 } } };
  expect(shown(overlayPixels(beyond, 0, 'edge', { width: 20, height: 20 }), 4, EDGE)).toEqual(['.++.', '.##.', '....']);
});
