import { coturn, type TestSprite } from './sprite.ts';

const [LINE, EDGE, EDGE_DARK, DEEP, DARK, GOLD, LIGHT, SHINE, GEM, GEM_LIGHT, GEM_DARK, WHITE] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
];

/** A coin that turns once around: a star on one side, a gem on the other, nearly a line in between. */
export const coin: TestSprite = {
  name: 'coin',
  colors: [
    ...['#3a1c1e', '#a85a20', '#6e3418', '#8c4a1a', '#c07a24', '#eab038', '#f8d868', '#fff4b8', '#c83a5a'],
    ...['#ff8fa0', '#7c1e48', '#fffdf0'],
  ],
  draw(canvas, phase) {
    const face = coturn(phase);
    const [x, y, radius] = [20, 20, 14];
    const width = Math.max(1.6, Math.abs(face) * radius);
    const thick = Math.round(2 * (1 - Math.abs(face)) + 1);
    const lean = phase < 0.5 ? 1 : -1;
    for (let i = thick; i > 0; i--) canvas.ellipse(x + lean * i, y, width, radius, i === thick ? EDGE_DARK : EDGE);
    canvas.ellipse(x, y, width, radius, (u, v) => (u * 0.6 + v * 0.8 < -0.2 ? LIGHT : u + v > 0.8 ? DARK : GOLD));
    if (width > 4) {
      canvas.ellipse(x, y, width - 3 * Math.abs(face), radius - 3, (u, v) => (u + v < 0 ? DARK : LIGHT));
      canvas.ellipse(x, y, width - 4 * Math.abs(face), radius - 4, GOLD);
      if (face > 0) star(canvas, x, y, Math.abs(face));
      else gem(canvas, x, y, Math.abs(face));
    }
    const glint = Math.round(phase * 64) - 24;
    if (Math.abs(glint) < width - 3) {
      canvas.line(x + glint * 0.7, y - 8, x + glint * 0.7 - 2, y - 4, SHINE);
      canvas.set(x + glint * 0.7, y - 9, WHITE);
    }
    canvas.outline(LINE);
  },
};

type Canvas = Parameters<TestSprite['draw']>[0];

function star(canvas: Canvas, x: number, y: number, width: number): void {
  const points = Array.from({ length: 10 }, (_, i) => {
    const reach = i % 2 === 0 ? 8 : 3.4;
    const angle = (Math.PI * i) / 5;
    return [x + width * reach * Math.sin(angle), y - reach * Math.cos(angle)] as const;
  });
  canvas.polygon(
    points.map(([u, v]) => [u + 0.8 * width, v + 1] as const),
    DEEP,
  );
  canvas.polygon(points, SHINE);
}

function gem(canvas: Canvas, x: number, y: number, width: number): void {
  const at = (u: number, v: number): readonly [number, number] => [x + u * width, y + v];
  canvas.polygon([at(0, -7), at(6, 0), at(0, 8), at(-6, 0)], GEM);
  canvas.polygon([at(0, -7), at(0, 0), at(-6, 0)], GEM_LIGHT);
  canvas.polygon([at(0, 0), at(6, 0), at(0, 8)], GEM_DARK);
}
