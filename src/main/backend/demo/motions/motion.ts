import type { Limbs, Pose } from '../pose.ts';

/** How a body gets along: it decides what walking means for it. */
export type Build = 'biped' | 'quadruped' | 'blob' | 'floating';

/** A way to move. Poses repeat at every whole phase. */
export interface Motion {
  /** Length of one cycle that looks natural. */
  readonly seconds: number;
  /** From where it is best seen: 0 the body's front view, 1 its side view. */
  readonly side: number;
  readonly pose: (phase: number, build: Build) => Partial<Pose>;
}

export function limbs(left: number, right: number, lift = 0): Limbs {
  return { left: { reach: left, lift }, right: { reach: right, lift } };
}
