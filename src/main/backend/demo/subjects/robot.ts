import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { band, mark, type Part, part } from '../rig/part.ts';
import { ball, box, limb, type Solid } from '../rig/solid.ts';
import { swingArm, swingOf } from './arm.ts';
import { farness } from './face.ts';
import { walkingLeg } from './leg.ts';
import type { Skin, Subject } from './subject.ts';

const SCREEN = material([34, 42, 66], 0.5);
const LIGHT = material([110, 240, 255], 0, 1);
const DARK = material([88, 96, 116], 0.4);
const SIDES = [1, -1] as const;

export const robot: Subject = {
  build: 'biped',
  main: [206, 214, 224],
  accent: [250, 140, 52],
  view: { front: 0.42, side: 0.85 },
  parts: (root, pose, skin) => {
    const metal: Skin = { ...skin, main: { ...skin.main, gloss: 0.4 } };
    const trunk = joint(root, [0, 15 + pose.bob, 0], { x: pose.pitch, y: 0.3 * pose.strike, z: pose.roll });
    const head = joint(trunk, [0, 22, 0], { x: pose.nod - pose.pitch * 0.5, y: pose.look - 0.1 - 0.25 * pose.strike });
    const leg = { apart: 6, hip: 14, stride: 8, bone: 6.6, girth: [3, 3, 3], foot: [5.4, 3.4, 6.8] } as const;
    return [
      ...SIDES.flatMap((side) => walkingLeg(root, pose, side, leg, DARK, metal.accent)),
      torso(trunk, metal),
      ...face(head, pose, metal),
      ...SIDES.flatMap((side) => arm(root, trunk, pose, metal, side)),
      ...beam(root, pose),
    ];
  },
};

function torso(trunk: Joint, { main, accent }: Skin): Part {
  const marks = [
    band(accent, box(trunk, [0, 2.4, 0], [12, 1.2, 10], 0.5)),
    mark(SCREEN, box(trunk, [0, 11.5, 7.6], [5, 3.4, 0.5], 1)),
    mark(LIGHT, ball(trunk, [-2.6, 11.5, 8.6], [1.7, 1.7, 0.5])),
    mark(accent, ball(trunk, [2.4, 11.5, 8.6], [1.7, 1.7, 0.5])),
  ];
  return part(main, [box(trunk, [0, 9, 0], [7.6, 7.6, 5], 2.8)], { round: 4, marks });
}

function face(head: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const turn = 2 * Math.PI * pose.sway;
  const open = Math.max(0.12, 1 - pose.blink);
  const screen = joint(head, [0, 10.6, 11.6]);
  const smile: Solid =
    pose.mouth > 0.3
      ? ball(screen, [0, -4, 0.2], [3, 1.9, 0.4])
      : limb(screen, [-3, -3.4, 0.2, 0.75], [0, -4.8, 0.2, 0.8], [3, -3.4, 0.2, 0.75]);
  const lights = SIDES.map((side) => band(LIGHT, ball(screen, [side * 5.4, 0.8, 0.2], [2.5, 3.2 * open, 0.4])));
  const panel = part(SCREEN, [box(screen, [0, -0.6, 0], [9.6, 6.2, 0.4], 1.4)], {
    round: 2,
    nearer: 8,
    line: 0.9,
    marks: [...lights, band(LIGHT, smile)],
  });
  const bob = joint(head, [0, 20, 0], {
    z: 0.13 * pose.swing * Math.sin(turn),
    x: 0.1 * pose.swing * Math.cos(turn) - 0.3 * pose.wind,
  });
  const looks = head.z[2] > 0.12;
  return [
    part(DARK, [limb(bob, [0, -2, 0, 1.3], [0, 7, 0, 1.1])], { nearer: -1 }),
    part(accent, [ball(bob, [0, 9, 0], [3.4, 3.4, 3.4])]),
    ...SIDES.map((side) =>
      part(accent, [ball(head, [side * 15.4, 10, 0], [3, 5, 5])], { nearer: side * head.x[2] > 0 ? 3 : -3 }),
    ),
    part(main, [box(head, [0, 10, 0], [11, 7, 8.2], 3.2)], { round: 5, nearer: 1 }),
    ...(looks ? [panel] : []),
  ];
}

function arm(root: Joint, trunk: Joint, pose: Pose, { main, accent }: Skin, side: 1 | -1): readonly Part[] {
  const step = side === 1 ? pose.arms.left : pose.arms.right;
  const punch = side === 1 ? pose.strike : 0;
  const fight = punch !== 0;
  const angle = fight ? 0.5 + (punch > 0 ? 1.05 * punch : 0.9 * punch) : 0.15 + swingOf(step);
  const bone = 6.6 + 5 * Math.max(0, punch);
  const form = { shoulder: [side * 12.4, 14, 0], side, bone, wide: [2.7, 2.7], out: 0.2 } as const;
  const { chain, hand } = swingArm(trunk, form, angle, fight ? 0.7 - 0.7 * punch : 0.5, step.lift * (fight ? 0 : 1));
  const dim = farness(root, side);
  const size = 1 + 0.35 * Math.max(0, punch);
  const fist = ball(hand, [0, 2.4, 0], [4.8 * size, 4.8 * size, 4.8 * size]);
  const nearer = side * root.x[2] > 0 ? 3 : 0;
  return [
    part(DARK, [chain], { nearer }),
    part(dimmed(main, dim), [ball(trunk, [side * 11.6, 14.4, 0], [4.6, 4.8, 4.8])], { nearer: nearer + 1 }),
    part(dimmed(accent, dim), [fist], {
      nearer: nearer + 3,
      marks: [band(DARK, ball(hand, [0, -0.6, 0], [4.8, 1, 4.8]))],
    }),
  ];
}

/** Sparks where the fist lands. */
function beam(root: Joint, { burst }: Pose): readonly Part[] {
  if (burst <= 0 || burst >= 1) return [];
  const far = 4 + 9 * burst;
  const size = 2.4 * (1 - burst) + 0.4;
  return [0, 1, 2, 3, 4].map((i) => {
    const angle = (i - 2) * 0.62;
    const [y, z] = [Math.sin(angle), Math.cos(angle)];
    const ray = limb(root, [10, 28 + y * far, 32 + z * far, size], [10, 28 + y * (far + 5), 32 + z * (far + 5), 0.4]);
    return part(LIGHT, [ray], { nearer: 20, line: 1 });
  });
}
