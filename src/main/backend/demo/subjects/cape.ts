import type { Material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { type Part, part } from '../rig/part.ts';
import type { Solid } from '../rig/solid.ts';

/** Cloth that hangs from the shoulders, in units. */
export interface Cloth {
  /** Height of its upper edge, half its width there, how far behind the middle it hangs, and its length. */
  readonly top: number;
  readonly half: number;
  readonly back: number;
  readonly long: number;
}

/** Five folds side by side that melt together; the hem swings and blows back. */
export function cape(trunk: Joint, { top, half, back, long }: Cloth, pose: Pose, surface: Material): Part {
  const folds = [-1, -0.5, 0, 0.5, 1].map((side): Solid => {
    const turn = 2 * Math.PI * (pose.sway + side * 0.12);
    const flutter = pose.swing * Math.sin(turn);
    const fly = pose.wind * 0.75 + 0.06 * flutter + 0.06;
    const shoulder = joint(trunk, [side * half, top, back + 2 * (1 - side * side)], { x: fly });
    const knee = joint(shoulder, [0, -long * 0.5, 0], {
      x: 0.12 + 0.1 * pose.wind + 0.12 * pose.swing * Math.sin(turn - 1.2),
    });
    const hem = joint(knee, [side * half * 0.35, -long * 0.5, 0]);
    const radii = [2, 3, 3.2];
    const nodes = [shoulder, knee, hem].map(({ at }, i) => ({ at, radius: radii[i] ?? 0 }));
    return { kind: 'limb', nodes };
  });
  return part(surface, folds, { blend: 4, nearer: -2 });
}
