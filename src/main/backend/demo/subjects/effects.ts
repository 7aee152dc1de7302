import { material } from '../paint/material.ts';
import type { Puff } from '../pose.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { type Part, part } from '../rig/part.ts';
import { ball, plate } from '../rig/solid.ts';

const FLASH = material([255, 250, 214], 0, 0.8);
const DUST = material([236, 228, 214]);
const LUMPS: readonly (readonly [x: number, y: number, z: number, radius: number])[] = [
  [-0.6, 0, 0, 1],
  [-0.5, 0.2, -1.1, 0.75],
  [-0.5, 0, 1, 0.6],
];

/** The trail of a blow: part of a ring in the plane of the body's forward and up axes. Angles from straight ahead. */
export interface Crescent {
  readonly at: Vec;
  readonly radius: number;
  readonly from: number;
  readonly to: number;
  readonly thick: number;
}

/** Follows the blow and thins out; nothing outside of its life (0 to 1). */
export function crescent(root: Joint, form: Crescent, life: number, surface = FLASH): readonly Part[] {
  if (life <= 0 || life >= 1) return [];
  const head = form.from + (form.to - form.from) * Math.min(1, life * 2.6);
  const end = form.from + (form.to - form.from) * Math.max(0, life * 1.5 - 0.5);
  const steps = Array.from({ length: 13 }, (_, i) => i / 12);
  const arc = (width: (share: number) => number): readonly (readonly [number, number])[] =>
    steps.map((share) => {
      const angle = end + (head - end) * share;
      const radius = form.radius + width(share);
      return [Math.cos(angle) * radius, Math.sin(angle) * radius] as const;
    });
  const thick = form.thick * (1 - life * 0.7);
  const bulge = (share: number): number => thick * Math.sin(Math.PI * share ** 1.4);
  const points = [...arc(bulge), ...[...arc((share) => -bulge(share) * 0.5)].reverse()];
  return [part(surface, [plate(joint(root, form.at), 'zy', 0.4, ...points)], { nearer: 30, line: 1 })];
}

/** Dust at the feet that swells and shrinks away; it never turns transparent, so that it can be cut out cleanly. */
export function dust(ground: Joint, puffs: readonly Puff[]): readonly Part[] {
  return puffs.flatMap(({ back, age }) => {
    if (age <= 0 || age >= 1) return [];
    const size = 5 * Math.sin(Math.PI * age ** 0.6);
    const cloud = LUMPS.map(([x, y, z, radius]) => {
      const r = radius * size;
      return ball(ground, [x * size, r * 0.9 + y * size + age * 3, z * size - back], [r, r, r]);
    });
    return size < 1.2 ? [] : [part(DUST, cloud, { blend: 1, line: 1 })];
  });
}
