import { type Material, material } from '../paint/material.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { type Mark, mark } from '../rig/part.ts';
import { ball, limb } from '../rig/solid.ts';

/** The ball that a face is painted on. */
export interface Skull {
  readonly frame: Joint;
  readonly at: Vec;
  readonly radii: Vec;
}

export const INK = material([38, 26, 44]);
export const WHITE = material([250, 250, 252], 0, 1);
const BLUSH = material([246, 140, 140], 0, 0.4);
const MOUTH = material([140, 34, 58], 0, 0.6);

/** A frame on the ball's surface that looks outward, `side` radians to the left of the face's middle and `up` above. */
export function onSkull(skull: Skull, side: number, up: number, out = 0.94): Joint {
  const [rx, ry, rz] = skull.radii;
  const [x, y, z] = [Math.sin(side) * Math.cos(up), Math.sin(up), Math.cos(side) * Math.cos(up)];
  const at: Vec = [skull.at[0] + x * rx * out, skull.at[1] + y * ry * out, skull.at[2] + z * rz * out];
  return joint(skull.frame, at, { y: side, x: -up });
}

export interface Eyes {
  /** Radians from the middle to each eye, and above it. */
  readonly apart: number;
  readonly up: number;
  readonly width: number;
  readonly height: number;
  readonly blink: number;
  readonly iris?: Material;
  readonly white?: Material;
}

/** Two eyes with a catchlight; shut they become a line. */
export function eyes(skull: Skull, form: Eyes): readonly Mark[] {
  return [1, -1].flatMap((side) => eye(onSkull(skull, side * form.apart, form.up), form));
}

/** One eye in the plane of its frame. */
function eye(frame: Joint, { width, height, blink, iris, white }: Omit<Eyes, 'apart' | 'up'>): readonly Mark[] {
  if (blink > 0.6) {
    const lid = limb(frame, [-width, 0.2, 0, 0.75], [0, -height * 0.3, 0, 0.85], [width, 0.2, 0, 0.75]);
    return [mark(INK, lid)];
  }
  const open = height * (1 - blink * 0.7);
  const flat = (x: number, y: number, w: number, h: number): ReturnType<typeof ball> =>
    ball(frame, [x, y, 0.1], [w, h, 0.4]);
  return [
    ...(white ? [mark(white, flat(0, 0, width * 1.5, open * 1.25))] : []),
    mark(INK, flat(0, 0, width, open)),
    ...(iris ? [mark(iris, flat(0, -open * 0.3, width * 0.72, open * 0.55))] : []),
    mark(WHITE, flat(-width * 0.34, open * 0.38, width * 0.42, open * 0.34)),
  ];
}

/** A smile, or an open mouth. */
export function mouth(skull: Skull, up: number, width: number, open: number): readonly Mark[] {
  const frame = onSkull(skull, 0, up);
  if (open > 0.15) {
    const height = width * (0.35 + 0.75 * open);
    return [
      mark(INK, ball(frame, [0, 0, 0], [width + 0.7, height + 0.7, 0.5])),
      mark(MOUTH, ball(frame, [0, -0.3, 0.1], [width, height, 0.5])),
    ];
  }
  const smile = limb(
    frame,
    [-width, width * 0.35, -0.3, 0.7],
    [-width * 0.45, -width * 0.15, 0, 0.8],
    [width * 0.45, -width * 0.15, 0, 0.8],
    [width, width * 0.35, -0.3, 0.7],
  );
  return [mark(INK, smile)];
}

export function cheeks(skull: Skull, apart: number, up: number, size: number): readonly Mark[] {
  return [1, -1].map((side) =>
    mark(BLUSH, ball(onSkull(skull, side * apart, up), [0, 0, 0], [size, size * 0.62, 0.4])),
  );
}

/** How far on the shaded side a limb is, 0 to 0.3: `side` is 1 for the body's left, -1 for its right. */
export function farness(root: Joint, side: number): number {
  return 0.3 * Math.min(1, Math.max(0, -side * root.x[2]));
}
