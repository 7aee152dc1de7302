import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { type Mark, type Part, part } from '../rig/part.ts';
import { ball, limb, type Solid } from '../rig/solid.ts';
import { cheeks, eyes, mouth, type Skull } from './face.ts';
import type { Subject } from './subject.ts';

const SIDES = [1, -1] as const;
const HEM = 8;

export const ghost: Subject = {
  build: 'floating',
  main: [226, 234, 252],
  accent: [150, 130, 226],
  view: { front: 0.2, side: 0.58 },
  parts: (root, pose, { main }) => {
    const body = joint(root, [0, 8, 0], { x: pose.pitch + 0.2 * pose.strike, z: pose.roll });
    const skull: Skull = { frame: body, at: [0, 32, 0], radii: [18.5, 18.5, 17] };
    const scare = Math.max(pose.mouth, pose.strike);
    const wide = 1 + 0.25 * Math.max(0, pose.strike);
    const face: readonly Mark[] = [
      ...cheeks(skull, 0.62, -0.16, 3),
      ...eyes(skull, { apart: 0.38, up: 0.14, width: 3.4 * wide, height: 5.2 * wide, blink: pose.blink }),
      ...mouth(skull, -0.28, 2.6 * wide, Math.max(0.4, scare)),
    ];
    const cloth = [ball(body, skull.at, skull.radii), ball(body, [0, 18, 0], [19, 15, 17.5]), ...skirt(body, pose)];
    return [part({ ...main, gloss: 0.25 }, cloth, { blend: 4.5, marks: face }), ...SIDES.map(arm)];

    function arm(side: 1 | -1): Part {
      const raised = pose.strike > 0 ? pose.strike : -0.4 * pose.strike;
      const { reach, lift } = side === 1 ? pose.arms.left : pose.arms.right;
      const shoulder = joint(body, [side * 16.5, 24, 3], {
        z: side * (0.7 + lift * 0.8 + raised * 1.9),
        x: -0.4 - reach * 0.6 + raised * 0.3,
      });
      const hand = limb(shoulder, [0, 2, 0, 4.6], [0, -5, 0, 4.2], [side * 1.4, -9.5, 0, 3]);
      return part(main, [hand], { nearer: 3 });
    }
  },
};

/** Lobes around the lower edge that ripple one after the other. */
function skirt(body: Joint, pose: Pose): readonly Solid[] {
  return Array.from({ length: HEM }, (_, i) => {
    const angle = (2 * Math.PI * i) / HEM;
    const ripple = Math.sin(2 * Math.PI * pose.sway + angle * 2) * 1.6 * Math.min(1.6, pose.swing);
    const [x, z] = [Math.sin(angle) * 14, Math.cos(angle) * 13];
    const back = -6 * pose.wind;
    return limb(
      body,
      [x * 0.8, 14, z * 0.8, 8],
      [x, 4 + ripple * 0.4, z + back * 0.5, 6.6],
      [x * 1.06, -3 + ripple, z + back, 4],
    );
  });
}
