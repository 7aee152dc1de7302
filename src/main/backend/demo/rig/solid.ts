import { direction, type Joint, place, type Vec } from './joint.ts';

/** What bodies are made of, in world coordinates. */
export type Solid = Ball | Limb | Slab;

/** An ellipsoid by its half axes. */
export interface Ball {
  readonly kind: 'ball';
  readonly at: Vec;
  readonly axes: readonly [Vec, Vec, Vec];
}

/** A chain of round cones. */
export interface Limb {
  readonly kind: 'limb';
  readonly nodes: readonly LimbNode[];
}

export interface LimbNode {
  readonly at: Vec;
  readonly radius: number;
}

/** A flat outline, or with `hull` the convex body around the points; edges rounded. */
export interface Slab {
  readonly kind: 'slab';
  readonly points: readonly Vec[];
  readonly round: number;
  readonly hull: boolean;
}

export function ball(frame: Joint, at: Vec, [x, y, z]: Vec): Ball {
  const axes = [direction(frame, [x, 0, 0]), direction(frame, [0, y, 0]), direction(frame, [0, 0, z])] as const;
  return { kind: 'ball', at: place(frame, at), axes };
}

/** A tapering chain through local points, each with its radius. */
export function limb(
  frame: Joint,
  ...nodes: readonly (readonly [x: number, y: number, z: number, radius: number])[]
): Limb {
  return { kind: 'limb', nodes: nodes.map(([x, y, z, radius]) => ({ at: place(frame, [x, y, z]), radius })) };
}

/** A flat shape in the plane of the frame's y (up) and one other axis, its corners rounded by `round`. */
export function plate(
  frame: Joint,
  plane: 'xy' | 'zy',
  round: number,
  ...points: readonly (readonly [across: number, up: number])[]
): Slab {
  const local = points.map(([across, up]): Vec => (plane === 'xy' ? [across, up, 0] : [0, up, across]));
  return { kind: 'slab', points: local.map((point) => place(frame, point)), round, hull: false };
}

/** A box with rounded edges, by its centre and half sides (the rounding comes on top). */
export function box(frame: Joint, [x, y, z]: Vec, [rx, ry, rz]: Vec, round = 1.5): Slab {
  const sides = [-1, 1] as const;
  const points = sides.flatMap((i) =>
    sides.flatMap((j) => sides.map((k) => place(frame, [x + i * rx, y + j * ry, z + k * rz]))),
  );
  return { kind: 'slab', points, round, hull: true };
}

/** The middle of a solid. */
export function centre(solid: Solid): Vec {
  if (solid.kind === 'ball') return solid.at;
  const points = solid.kind === 'limb' ? solid.nodes.map((node) => node.at) : solid.points;
  const sum = points.reduce<Vec>((a, b) => [a[0] + b[0], a[1] + b[1], a[2] + b[2]], [0, 0, 0]);
  return [sum[0] / points.length, sum[1] / points.length, sum[2] / points.length];
}
