import type { Step } from '../pose.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { type Limb, limb } from '../rig/solid.ts';

export interface Arm {
  readonly chain: Limb;
  /** At the wrist; its y axis points on along the forearm, away from the shoulder. */
  readonly hand: Joint;
}

export interface ArmForm {
  readonly shoulder: Vec;
  readonly side: 1 | -1;
  /** Length of the upper arm, and of the forearm. */
  readonly bone: number;
  readonly wide: readonly [shoulder: number, wrist: number];
  /** How far it hangs away from the body, in radians. */
  readonly out?: number;
}

/** An arm that swings about its shoulder by `angle` (0 hangs down, a quarter turn points ahead) with a bent elbow. */
export function swingArm(trunk: Joint, form: ArmForm, angle: number, elbow: number, lift = 0): Arm {
  const { shoulder, side, bone, wide } = form;
  const out = side * ((form.out ?? 0.25) + lift * 1.15);
  const upper = joint(joint(trunk, shoulder, { z: out }), [0, 0, 0], { x: Math.PI - angle });
  const fore = joint(upper, [0, bone, 0], { x: -elbow });
  const middle = (wide[0] + wide[1]) / 2;
  const first = limb(upper, [0, 0, 0, wide[0]], [0, bone, 0, middle]);
  const second = limb(fore, [0, 0, 0, middle], [0, bone, 0, wide[1]]);
  return { chain: { kind: 'limb', nodes: [...first.nodes, ...second.nodes] }, hand: joint(fore, [0, bone, 0]) };
}

/** The swing of a free arm in a step. */
export function swingOf(step: Step): number {
  return step.reach * 0.75;
}
