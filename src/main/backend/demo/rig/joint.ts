/** A point or direction: x to the right, y up, z to the viewer. */
export type Vec = readonly [x: number, y: number, z: number];

/** A local frame: where its axes point (their lengths are its scale) and where it stands. */
export interface Joint {
  readonly x: Vec;
  readonly y: Vec;
  readonly z: Vec;
  readonly at: Vec;
}

/** Angles in radians. Positive x tips the top forward, positive y turns the front to the right, positive z tips left. */
export interface Turn {
  readonly x?: number;
  readonly y?: number;
  readonly z?: number;
}

export const WORLD: Joint = { x: [1, 0, 0], y: [0, 1, 0], z: [0, 0, 1], at: [0, 0, 0] };

/** A frame that hangs at a place of its parent, turned about z, then x, then y, and scaled along its own axes. */
export function joint(parent: Joint, at: Vec, turn: Turn = {}, scale: Vec = [1, 1, 1]): Joint {
  const [cx, sx] = unit(turn.x);
  const [cy, sy] = unit(turn.y);
  const [cz, sz] = unit(turn.z);
  const [kx, ky, kz] = scale;
  const aim = (v: Vec): Vec => direction(parent, v);
  return {
    x: aim([kx * (cy * cz + sy * sx * sz), kx * cx * sz, kx * (cy * sx * sz - sy * cz)]),
    y: aim([ky * (sy * sx * cz - cy * sz), ky * cx * cz, ky * (sy * sz + cy * sx * cz)]),
    z: aim([kz * sy * cx, -kz * sx, kz * cy * cx]),
    at: place(parent, at),
  };
}

/** A local point in the world. */
export function place(frame: Joint, [x, y, z]: Vec): Vec {
  const [dx, dy, dz] = direction(frame, [x, y, z]);
  return [frame.at[0] + dx, frame.at[1] + dy, frame.at[2] + dz];
}

/** A local direction in the world. */
export function direction(frame: Joint, [x, y, z]: Vec): Vec {
  return [
    frame.x[0] * x + frame.y[0] * y + frame.z[0] * z,
    frame.x[1] * x + frame.y[1] * y + frame.z[1] * z,
    frame.x[2] * x + frame.y[2] * y + frame.z[2] * z,
  ];
}

function unit(angle = 0): readonly [cosine: number, sine: number] {
  return [Math.cos(angle), Math.sin(angle)];
}
