import { blur } from './blur.ts';
import type { Field } from './distance.ts';
import { reflection, toneOf } from './light.ts';

/** Creases where forms melt together are smoothed over this many units. */
const SMOOTHING = 2.2;

/** The light on a form, at the points of its field. */
export interface Shading {
  readonly tones: Float32Array;
  readonly reflections: Float32Array;
}

/**
 * Blows a flat form up to a soft body: its surface rises from the edge like a ball as deep as the form is thick (or
 * `round` pixels), and is lit by its slope.
 *
 * @param scale pixels per unit
 * @param room where the results go, and room to work in
 */
export function shade(
  field: Field,
  scale: number,
  round: number | undefined,
  room: readonly [Float32Array, Float32Array, Float32Array],
): Shading {
  const [soft, tones, reflections] = room;
  const depth = Math.max(1, Math.min(round ?? Number.POSITIVE_INFINITY, -deepest(field)));
  const radius = Math.round(Math.min(SMOOTHING * scale, depth * 0.3) / field.step);
  blur(field, radius, soft, tones);
  const { width, height, step } = field;
  const fall = 0.5 / Math.max(1, height);
  for (let y = 0; y < height; y++) {
    const up = y > 0 ? width : 0;
    const down = y < height - 1 ? width : 0;
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if ((field.values[at] ?? 0) > 2 * step) continue;
      const dx = (soft[at + 1] ?? 0) - (soft[at - 1] ?? 0);
      const dy = (soft[at + down] ?? 0) - (soft[at - up] ?? 0);
      const out = Math.min(1, Math.max(0, 1 + (soft[at] ?? 0) / depth));
      // Where the smoothed field has no clear slope the surface looks at the viewer.
      const steep = out / Math.max(step, Math.sqrt(dx * dx + dy * dy));
      const nx = dx * steep;
      const ny = dy * steep;
      const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
      tones[at] = toneOf(nx, ny, nz) + 0.12 - y * fall;
      reflections[at] = reflection(nx, ny, nz);
    }
  }
  return { tones, reflections };
}

function deepest({ values, width, height }: Field): number {
  let least = 0;
  for (let i = 0; i < width * height; i++) least = Math.min(least, values[i] ?? 0);
  return least;
}
