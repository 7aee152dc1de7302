import { lit } from './indexCanvas.ts';
import { type TestSprite, turn } from './sprite.ts';

const [LINE, DEEP, DARK, BODY, LIGHT, BELLY, BELLY_DARK, BEAK, BEAK_DARK, EYE, WHITE, CREST, TIP] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13,
];

/** A bird in flight: wings that sweep over the body, feathers as stripes of one pixel. */
export const bird: TestSprite = {
  name: 'bird',
  colors: [
    ...['#2a1a30', '#123f66', '#1d5f96', '#2f86c8', '#6fb8ea', '#f6e2c0', '#cfa07c', '#f2a02c', '#b4601c'],
    ...['#0c0c18', '#fdfaf2', '#d8384a', '#f0d060'],
  ],
  draw(canvas, phase) {
    const flap = turn(phase);
    const y = 21 - Math.round(turn(phase + 0.25) * 2);
    wing(canvas, 22, y - 2, flap * 0.85, [DEEP, DEEP, DARK]);
    canvas.polygon(
      [
        [11, y - 1],
        [3, y - 4],
        [4, y + 3],
        [12, y + 4],
      ],
      DARK,
    );
    for (const row of [-2, 0, 2]) canvas.line(4, y + row, 9, y + row * 0.5, CREST);
    canvas.ellipse(19, y, 9, 5.6, lit(LIGHT, BODY, BODY, BODY, BELLY, BELLY_DARK));
    canvas.ellipse(28, y - 4, 4.6, 4.4, lit(LIGHT, BODY, BODY, DARK));
    canvas.polygon(
      [
        [31, y - 6],
        [38, y - 3],
        [31, y - 1],
      ],
      BEAK,
    );
    canvas.line(32, y - 2, 36, y - 3, BEAK_DARK);
    canvas.rect(28, y - 6, 2, 2, WHITE);
    canvas.set(29, y - 5, EYE);
    canvas.line(25, y - 8, 22, y - 10, CREST);
    canvas.line(26, y - 9, 24, y - 12, CREST);
    wing(canvas, 18, y - 1, flap, [LIGHT, BODY, DARK]);
    canvas.outline(LINE);
  },
};

function wing(
  canvas: Parameters<TestSprite['draw']>[0],
  x: number,
  y: number,
  flap: number,
  [near, middle, far]: readonly [number, number, number],
): void {
  const lift = flap * 14;
  for (let i = 0; i < 9; i++) {
    const feather = i % 3 === 2 ? far : i < 5 ? middle : near;
    const length = 1 - i * 0.06;
    canvas.line(x + 2 - i, y, x - i * 1.3 - 1, y - lift * length, feather, 2);
    canvas.set(x - i * 1.3 - 1, y - lift * length, TIP);
  }
}
