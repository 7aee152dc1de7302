import type { Field } from './distance.ts';

/** Pixels of one row that a field covers: `from` up to, not including, `to`. */
export interface Row {
  readonly y: number;
  readonly from: number;
  readonly to: number;
}

/** The pixel rows of a field. A field's last row and column of points only bound the pixels before them. */
export function* rowsOf(field: Field, width: number, height: number): Generator<Row> {
  const bottom = Math.min(height, field.y + (field.height - 1) * field.step);
  const to = Math.min(width, field.x + (field.width - 1) * field.step);
  for (let y = field.y; y < bottom; y++) yield { y, from: field.x, to };
}

/** Values along a pixel row between the points of a field (bilinear), the first for the field's first column. */
export function scan(field: Field, values: Float32Array, { y, from, to }: Row, out: Float32Array): void {
  const { step, width } = field;
  const down = (y - field.y) / step;
  const row = Math.floor(down);
  const below = down - row;
  let at = row * width;
  let right = lerp(values[at] ?? 0, values[at + width] ?? 0, below);
  for (let x = 0; x < to - from; ) {
    const left = right;
    at++;
    right = lerp(values[at] ?? 0, values[at + width] ?? 0, below);
    const slope = (right - left) / step;
    for (let i = 0; i < step; i++, x++) out[x] = left + slope * i;
  }
}

function lerp(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
