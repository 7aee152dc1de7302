import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from './color.ts';
import { bayerMatrix, type Dithering, ditherPixels } from './dither.ts';

const BLACK = rgba(0, 0, 0);
const WHITE = rgba(255, 255, 255);
/** Entry 0 is transparent. */
const BLACK_AND_WHITE = { colors: [0, BLACK, WHITE], transparentIndex: 0 };

function shade(part: number): number {
  const value = Math.round(255 * part);
  return rgba(value, value, value);
}

/** Pictures of one colour each, 4 x 4: '#' is black, '.' white, ' ' transparent. */
function drawn(color: number, dithering: Dithering): string[] {
  const indices = ditherPixels(new Uint32Array(16).fill(color), 4, BLACK_AND_WHITE, dithering);
  const text = [...indices].map((entry) => ' #.'[entry]).join('');
  return text.match(/.{4}/g) ?? [];
}

const ordered = (size: 2 | 4 | 8): Dithering => ({ algorithm: 'ordered', matrix: bayerMatrix(size) });

test('the matrices are those of Bayer', () => {
  const ranks = (size: 2 | 4 | 8) => bayerMatrix(size).thresholds.map((threshold) => threshold * size * size - 0.5);
  expect(ranks(2)).toEqual([0, 2, 3, 1]);
  expect(ranks(4)).toEqual([0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5]);
  expect(ranks(8).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, i) => i));
});

test('ordered dithering shows a grey as a pattern', () => {
  expect(drawn(shade(0.5), ordered(2))).toEqual(['.#.#', '#.#.', '.#.#', '#.#.']);
  expect(drawn(shade(0.25), ordered(2))).toEqual(['.#.#', '####', '.#.#', '####']);
  expect(drawn(shade(0.75), ordered(4))).toEqual(['....', '#.#.', '....', '#.#.']);
});

test('the old kind mixes the nearest entry with the one beyond the colour', () => {
  const old: Dithering = { algorithm: 'old', matrix: bayerMatrix(2) };
  expect(drawn(shade(0.4), old)).toEqual(['.#.#', '#.#.', '.#.#', '#.#.']);
  expect(drawn(BLACK, old)).toEqual(['####', '####', '####', '####']);
});

test('error diffusion keeps the mean brightness', () => {
  const pixels = new Uint32Array(32 * 32).fill(shade(0.3));
  const indices = ditherPixels(pixels, 32, BLACK_AND_WHITE, { algorithm: 'error-diffusion' });
  const white = indices.filter((entry) => entry === 2).length / indices.length;
  expect(white).toBeCloseTo(0.3, 1);
});

test('without dithering each pixel takes the nearest entry', () => {
  expect(drawn(shade(0.4), { algorithm: 'none' })).toEqual(['####', '####', '####', '####']);
});

const ALL: readonly Dithering[] = [
  { algorithm: 'none' },
  ordered(8),
  { algorithm: 'old', matrix: bayerMatrix(4) },
  { algorithm: 'error-diffusion' },
];

test.each(ALL)('transparent pixels stay so and colours of the palette stay exact: $algorithm', (dithering) => {
  const colors = [rgba(9, 9, 9), rgba(200, 10, 10), 0, rgba(10, 200, 10), rgba(20, 20, 240)];
  const arbitraryIndices = fc.array(fc.nat(colors.length - 1), { minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(arbitraryIndices, (indices) => {
      const pixels = Uint32Array.from(indices, (entry) => colors[entry] ?? 0);
      expect([...ditherPixels(pixels, 5, { colors, transparentIndex: 2 }, dithering)]).toEqual(indices);
    }),
    { numRuns: process.env.CELKILN_LONG === '1' ? 1000 : 50 },
  );
});
