import { expect, test } from 'vitest';
import { rgba } from '../sprite/color.ts';
import { colorToOklab } from './oklab.ts';
import { toYuv } from './testing/paintVideo.ts';
import { wholeTable, yuvKey } from './testing/wholeTable.ts';

test.each(['bt709', 'bt601'] as const)(
  'colours of the web palette are read within a step that is just seen (%s)',
  (matrix) => {
    const table = wholeTable({ matrix, range: 'tv' });
    const other = wholeTable({ matrix: 'bt601', range: 'tv' });
    let worst = 0;
    let wrongMatrix = 0;
    for (let i = 0; i < 216; i++) {
      const color = rgba((i % 6) * 51, (Math.floor(i / 6) % 6) * 51, Math.floor(i / 36) * 51);
      const [luma = 0, , , , u = 0, v = 0] = toYuv(2, 2, () => color);
      const exact = colorToOklab(color);
      const off = (from: Float32Array): number => {
        const at = yuvKey(luma, u, v);
        const [l = 0, a = 0, b = 0] = from.subarray(at, at + 3);
        return Math.hypot(l - exact.lightness, a - exact.a, b - exact.b);
      };
      // Near black the steps of 8-bit video are themselves far apart.
      if (exact.lightness > 0.25) worst = Math.max(worst, off(table));
      wrongMatrix = Math.max(wrongMatrix, off(other));
    }
    if (matrix === 'bt709') expect(worst).toBeLessThan(0.03);
    expect(wrongMatrix).toBeGreaterThan(0.05);
  },
);

test('full range black and white are the ends', () => {
  const table = wholeTable({ matrix: 'bt601', range: 'pc' });
  expect(table[yuvKey(255, 128, 128)]).toBeGreaterThan(0.99);
  expect(table[yuvKey(0, 128, 128)]).toBeLessThan(0.15);
});
