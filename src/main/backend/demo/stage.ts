import { MOTIONS, type MotionName } from './motions/motions.ts';
import { type Material, material, type Rgb } from './paint/material.ts';
import { type Pose, REST } from './pose.ts';
import { type Joint, joint, WORLD } from './rig/joint.ts';
import type { Part } from './rig/part.ts';
import { dust } from './subjects/effects.ts';
import type { Skin, Subject } from './subjects/subject.ts';

/** The viewer looks down a little. */
const TILT = 0.13;

/** A figure in the middle of a motion: all its forms in view, the farthest first. */
export function stage(subject: Subject, motion: MotionName, phase: number, skin: Skin): readonly Part[] {
  const { side, pose: at } = MOTIONS[motion];
  const pose: Pose = { ...REST, ...at(phase, subject.build) };
  const { front, side: profile } = subject.view;
  const view = front + (profile - front) * side;
  const ground = joint(joint(WORLD, [0, 0, 0], { x: TILT }), [0, 0, 0], { y: view + pose.yaw });
  const parts = [...subject.parts(stand(ground, pose), pose, skin), ...dust(ground, pose.puffs)];
  return parts.sort((a, b) => a.depth - b.depth);
}

function stand(ground: Joint, { rise, shift, stretch }: Pose): Joint {
  const wide = 1 / Math.sqrt(stretch);
  return joint(ground, [0, rise, shift], {}, [wide, stretch, wide]);
}

/** A subject's materials in the colours of the prompt, or in its own. */
export function dress(subject: Subject, colors: readonly Rgb[]): Skin {
  const surface = (wish: Rgb | undefined, own: Rgb): Material => material(wish ?? own);
  return { main: surface(colors[0], subject.main), accent: surface(colors[1], subject.accent) };
}
