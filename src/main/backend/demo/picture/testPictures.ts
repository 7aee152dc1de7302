import { rgba } from '../../../../shared/sprite/color.ts';
import type { Cells } from './cells.ts';

/** What the signs of a drawn picture stand for. */
export const SIGNS: Readonly<Record<string, number>> = {
  '.': 0,
  k: rgba(40, 30, 50),
  r: rgba(220, 60, 60),
  y: rgba(250, 210, 90),
  w: rgba(245, 240, 235),
  g: rgba(0, 177, 64),
  b: rgba(60, 110, 220),
};

/** A picture drawn with signs, row by row. */
export function drawn(...rows: readonly string[]): Cells {
  const pixels = Uint32Array.from(rows.join(''), (sign) => SIGNS[sign] ?? 0);
  return { width: rows[0]?.length ?? 0, height: rows.length, pixels };
}

/** A picture as its rows of signs. */
export function shown({ width, height, pixels }: Cells): readonly string[] {
  const signs = new Map(Object.entries(SIGNS).map(([sign, color]) => [color, sign]));
  return Array.from({ length: height }, (_, y) =>
    Array.from(pixels.subarray(y * width, (y + 1) * width), (pixel) => signs.get(pixel) ?? '?').join(''),
  );
}

/** Every pixel as a square. */
export function enlarged({ width, height, pixels }: Cells, factor: number): Cells {
  const large = new Uint32Array(width * height * factor ** 2);
  for (let i = 0; i < large.length; i++) {
    const [x, y] = [i % (width * factor), Math.floor(i / (width * factor))];
    large[i] = pixels[Math.floor(y / factor) * width + Math.floor(x / factor)] ?? 0;
  }
  return { width: width * factor, height: height * factor, pixels: large };
}

/** A little fellow with two feet, and the same with an arm up and his feet apart. */
export const STANDING = drawn(
  '................',
  '................',
  '................',
  '................',
  '................',
  '.....kkkkkk.....',
  '.....kyyyyk.....',
  '.....kywykk.....',
  '.....kyyyyk.....',
  '.....kkkkkk.....',
  '....krrrrrrk....',
  '....krrbbrrk....',
  '.....krrrrk.....',
  '.....kr..rk.....',
  '.....kk..kk.....',
  '................',
);
export const WAVING = drawn(
  '................',
  '................',
  '................',
  '................',
  '.....kkkkkk.....',
  '.....kyyyyk.kk..',
  '.....kywykk.rk..',
  '.....kyyyyk.rk..',
  '.....kkkkkkrk...',
  '....krrrrrrk....',
  '....krrbbrk.....',
  '.....krrrrk.....',
  '....krr..rrk....',
  '....kr....rk....',
  '....kk....kk....',
  '................',
);
