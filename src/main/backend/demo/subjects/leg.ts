import { dimmed, type Material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { bend, type Girth, tip } from '../rig/bend.ts';
import type { Joint, Vec } from '../rig/joint.ts';
import { type Part, part } from '../rig/part.ts';
import { ball } from '../rig/solid.ts';
import { farness } from './face.ts';

export interface LegForm {
  /** How far the hip is from the middle, and above the ground. */
  readonly apart: number;
  readonly hip: number;
  /** How far the foot travels before and behind the hip in a walk. */
  readonly stride: number;
  /** Length of the thigh, and of the shin. */
  readonly bone: number;
  readonly girth: Girth;
  /** Half axes of the foot. */
  readonly foot: Vec;
}

/** One leg of something that walks upright, planted where its step says. */
export function walkingLeg(
  root: Joint,
  pose: Pose,
  side: 1 | -1,
  form: LegForm,
  skin: Material,
  shoe: Material,
): readonly Part[] {
  const step = side === 1 ? pose.legs.left : pose.legs.right;
  const dim = farness(root, side);
  const sole = form.foot[1];
  const foot: Vec = [side * (form.apart + 0.6), sole + step.lift * 4.5 + pose.tuck * 5, step.reach * form.stride];
  const hip: Vec = [side * form.apart, form.hip + pose.bob, 0];
  const chain = bend(root, hip, foot, form.bone, [0, 0, 1], form.girth);
  const shape = ball({ ...root, at: tip(chain) }, [0, -0.3, form.foot[2] * 0.3], form.foot);
  const nearer = side * root.x[2] * 2 - 2;
  return [part(dimmed(skin, dim), [chain], { nearer }), part(dimmed(shoe, dim), [shape], { nearer: nearer + 1.5 })];
}
