import { lit } from './indexCanvas.ts';
import { type TestSprite, turn } from './sprite.ts';

const [LINE, DEEP, DARK, BODY, LIGHT, SHINE, EYE, WHITE, TONGUE, BUBBLE, CHEEK, RIM] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

/** A slime that squashes, leaps and lands: large plain areas whose edge moves everywhere. */
export const slime: TestSprite = {
  name: 'slime',
  colors: [
    ...['#1d1440', '#3b2a86', '#5140b8', '#6f62dc', '#9590f2', '#d8dcff', '#120c28', '#fdfdf2', '#e2587a'],
    ...['#b4b4fb', '#c468c8', '#2c1e62'],
  ],
  draw(canvas, phase) {
    const height = Math.max(0, turn(phase)) * 9;
    const stretch = turn(phase) * 2.5 + turn(2 * phase + 0.2);
    const [radiusX, radiusY] = [13 - stretch * 0.9, 10 + stretch];
    const [x, y] = [20, 35 - height - radiusY];
    canvas.ellipse(x, y, radiusX, radiusY, lit(LIGHT, LIGHT, BODY, BODY, BODY, DARK, DEEP));
    canvas.rect(x - radiusX + 3, y + radiusY - 2, 2 * radiusX - 6, 2, RIM);
    canvas.ellipse(x - radiusX * 0.45, y - radiusY * 0.5, 2.4, 1.6, SHINE);
    canvas.set(x - radiusX * 0.45 + 4, y - radiusY * 0.6, SHINE);
    for (const side of [-4, 4]) {
      const isShut = phase > 0.8 && phase < 0.9;
      canvas.rect(x + side, y - 1, 2, isShut ? 1 : 4, EYE);
      if (!isShut) canvas.set(x + side, y - 1, WHITE);
      canvas.rect(x + side * 1.7, y + 4, 2, 1, CHEEK);
    }
    canvas.rect(x - 1, y + 4, 4, 1, EYE);
    if (height > 4) canvas.rect(x, y + 5, 2, 1, TONGUE);
    const rise = (phase * 2) % 1;
    canvas.set(x + 6, y + 5 - rise * 6, BUBBLE);
    canvas.set(x - 7, y + 3 - ((rise + 0.5) % 1) * 4, BUBBLE);
    canvas.outline(LINE);
  },
};
