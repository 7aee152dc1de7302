import type { Field } from './distance.ts';

/** Averages over squares of 2 x radius + 1 points, edges repeated, into `out`; `between` is room for the first pass. */
export function blur(field: Field, radius: number, out: Float32Array, between: Float32Array): void {
  const { width, height, values } = field;
  for (let y = 0; y < height; y++) average(values, between, y * width, 1, width, radius);
  for (let x = 0; x < width; x++) average(between, out, x, width, height, radius);
}

/** A running mean along one line of `count` values, `stride` apart. */
function average(
  from: Float32Array,
  to: Float32Array,
  start: number,
  stride: number,
  count: number,
  radius: number,
): void {
  const last = count - 1;
  const value = (i: number): number => from[start + Math.min(last, Math.max(0, i)) * stride] ?? 0;
  let sum = 0;
  for (let i = -radius; i <= radius; i++) sum += value(i);
  for (let i = 0; i < count; i++) {
    to[start + i * stride] = sum / (2 * radius + 1);
    sum += value(i + radius + 1) - value(i - radius);
  }
}
