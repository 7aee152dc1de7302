import type { Pose } from '../pose.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import type { Limb, LimbNode } from '../rig/solid.ts';

/** A tail, a plume, a tassel: links that hang together and swing one after the other. */
export interface Strand {
  readonly at: Vec;
  /** Angle of the first link from straight up; negative points back. */
  readonly pitch: number;
  /** Added to the angle from link to link. */
  readonly curl: number;
  readonly links: number;
  /** Of one link, in units. */
  readonly length: number;
  /** Radius at the root and at the end. */
  readonly wide: readonly [root: number, end: number];
  /** How much it answers to wind; 1 if absent. */
  readonly soft?: number;
}

export function strand(frame: Joint, form: Strand, pose: Pose): Limb {
  const nodes: LimbNode[] = [{ at: joint(frame, form.at).at, radius: form.wide[0] }];
  let link = joint(frame, form.at, { x: form.pitch });
  const soft = form.soft ?? 1;
  for (let i = 0; i < form.links; i++) {
    const turn = 2 * Math.PI * (pose.sway - i * 0.09);
    const side = 0.11 * pose.swing * Math.sin(turn);
    const lift = 0.05 * pose.swing * Math.cos(turn) - pose.wind * 0.12 * soft;
    link = joint(link, [0, form.length, 0], { x: form.curl + lift, z: side });
    const share = (i + 1) / form.links;
    nodes.push({ at: link.at, radius: form.wide[0] + (form.wide[1] - form.wide[0]) * share });
  }
  return { kind: 'limb', nodes };
}
