import { coturn, type TestSprite, turn } from './sprite.ts';

const [LINE, STEEL_DEEP, STEEL_DARK, STEEL, STEEL_LIGHT, GLASS, GLASS_DARK, GLOW, RED, RED_DARK] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10,
];
const [ORANGE, ORANGE_DARK, CREAM, SPARK, TEAL, TEAL_DARK] = [11, 12, 13, 14, 15, 16];

/** A hovering robot: an antenna of one pixel, a grid of rivets, a checkered band, a lamp that blinks. */
export const robot: TestSprite = {
  name: 'robot',
  colors: [
    ...['#1a1a2e', '#33405e', '#51668a', '#7f9cc4', '#c8dcf2', '#58e0e6', '#1e7c96', '#e8fff8', '#ff4a4a', '#8e1e34'],
    ...['#f08030', '#a84a1e', '#f6ecd2', '#ffe868', '#b05ad0', '#6a2e8e'],
  ],
  draw(canvas, phase) {
    const y = 20 + Math.round(turn(phase) * 2);
    const sway = Math.round(coturn(phase) * 2);
    canvas.line(20, y - 11, 20 + sway, y - 15, STEEL_LIGHT);
    canvas.rect(20 + sway - 1, y - 17, 3, 2, phase % 0.5 < 0.25 ? RED : RED_DARK);
    canvas.rect(12, y - 10, 17, 9, STEEL);
    canvas.rect(12, y - 10, 17, 1, STEEL_LIGHT);
    canvas.rect(27, y - 9, 2, 8, STEEL_DARK);
    canvas.rect(14, y - 8, 12, 5, GLASS_DARK);
    const look = Math.round(turn(phase) * 2);
    for (const eye of [16, 22]) {
      canvas.rect(eye + look, y - 7, 2, 3, GLASS);
      canvas.set(eye + look, y - 7, GLOW);
    }
    canvas.rect(10, y, 21, 10, ORANGE);
    canvas.rect(10, y + 8, 21, 2, ORANGE_DARK);
    for (let x = 11; x < 31; x++) if (x % 3 === 0) canvas.set(x, y + 1, CREAM);
    for (let row = 0; row < 3; row++) {
      for (let x = 14; x < 27; x++) canvas.set(x, y + 4 + row, (x + row) % 2 === 0 ? TEAL : TEAL_DARK);
    }
    for (const [side, at] of [
      [-1, phase],
      [1, phase + 0.5],
    ] as const) {
      const x = 20 + side * 13;
      const hand = y + 8 + Math.round(turn(at) * 3);
      canvas.line(20 + side * 10, y + 2, x, hand - 3, STEEL_DARK, 2);
      canvas.rect(x - 1, hand - 2, 3, 3, STEEL_LIGHT);
    }
    canvas.polygon(
      [
        [15, y + 10],
        [26, y + 10],
        [23, y + 13],
        [18, y + 13],
      ],
      STEEL_DEEP,
    );
    canvas.outline(LINE);
    for (const [i, x] of [17, 20, 23].entries()) {
      const long = 2 + Math.round((coturn(phase * 2 + i / 3) + 1) * 1.5);
      canvas.line(x, y + 15, x, y + 14 + long, SPARK);
    }
  },
};
