import { direction, type Joint, place, type Vec } from './joint.ts';
import type { Limb } from './solid.ts';

/** Thickness at the upper end, the middle and the lower end. */
export type Girth = readonly [upper: number, middle: number, lower: number];

/**
 * A leg or arm of two bones from a fixed end to a point to be reached (two-bone inverse kinematics by the law of
 * cosines). It stretches straight towards points that are too far away.
 *
 * @param toward local direction of `frame` in which knee or elbow points
 */
export function bend(frame: Joint, from: Vec, to: Vec, bone: number, toward: Vec, girth: Girth): Limb {
  const upper = place(frame, from);
  const wish = subtract(place(frame, to), upper);
  const far = Math.hypot(...wish);
  const span = Math.min(far, bone * 1.998);
  const along = scale(wish, 1 / Math.max(far, 1e-6));
  const side = direction(frame, toward);
  const across = normal(subtract(side, scale(along, dot(side, along))));
  const middle = add(upper, add(scale(along, span / 2), scale(across, Math.sqrt(bone * bone - (span * span) / 4))));
  const lower = add(upper, scale(along, span));
  return {
    kind: 'limb',
    nodes: [
      { at: upper, radius: girth[0] },
      { at: middle, radius: girth[1] },
      { at: lower, radius: girth[2] },
    ],
  };
}

/** The last point of a limb. */
export function tip(chain: Limb): Vec {
  return chain.nodes.at(-1)?.at ?? [0, 0, 0];
}

function add(a: Vec, b: Vec): Vec {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function subtract(a: Vec, b: Vec): Vec {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function scale(a: Vec, factor: number): Vec {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

function dot(a: Vec, b: Vec): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

function normal(a: Vec): Vec {
  return scale(a, 1 / Math.max(Math.hypot(...a), 1e-6));
}
