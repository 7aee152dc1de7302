import { SIDE } from './indexCanvas.ts';
import { type TestSprite, turn } from './sprite.ts';

/** From the core outwards. */
const LAYERS = [
  { index: 1, reach: 1 },
  { index: 2, reach: 0.86 },
  { index: 3, reach: 0.72 },
  { index: 4, reach: 0.57 },
  { index: 5, reach: 0.42 },
  { index: 6, reach: 0.26 },
] as const;
const [EMBER, EMBER_DARK, BLUE, BLUE_LIGHT, COAL, COAL_LIGHT] = [7, 8, 9, 10, 11, 12];

/** A flame over coals: no line around it, ragged tongues, embers of one pixel. */
export const flame: TestSprite = {
  name: 'flame',
  colors: [
    ...['#8e1a2c', '#cc3322', '#ee6a1c', '#f99c22', '#fdcf48', '#fff3b0', '#ff7a3c', '#b83a30'],
    ...['#3048b8', '#5f8cf0', '#3a2430', '#7a4448'],
  ],
  draw(canvas, phase) {
    for (const { index, reach } of LAYERS) {
      for (let y = 0; y < SIDE; y++) {
        const up = (34 - y) / (27 * reach);
        if (up < 0 || up > 1) continue;
        const sway = turn(phase + y / 26) * 3.2 * up + turn(2 * phase - y / 13) * 1.4 * up;
        const half =
          10.5 * reach * Math.sqrt(Math.max(0, 1 - up)) * (0.55 + 0.9 * Math.min(1, up * 2.2) * (1 - up * 0.55));
        const ragged = turn(3 * phase + y / 5) * 0.9 * up;
        canvas.rect(20 + sway - half + ragged, y, Math.max(1, Math.round(2 * half)), 1, index);
      }
    }
    canvas.ellipse(20, 33, 6, 2, (_, v) => (v < -0.2 ? BLUE_LIGHT : BLUE));
    for (const [i, x] of [11, 15, 20, 25, 29].entries()) {
      canvas.ellipse(x, 35.6, 3, 2, (u, v) => (u + v < -0.5 ? COAL_LIGHT : COAL));
      const rise = (phase + i * 0.37) % 1;
      if (rise > 0.25) canvas.set(x + turn(rise + i / 5) * 3, 27 - rise * 24, rise > 0.7 ? EMBER_DARK : EMBER);
    }
  },
};
