import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { mark, type Part, part } from '../rig/part.ts';
import { ball, limb, type Solid } from '../rig/solid.ts';
import { swingArm, swingOf } from './arm.ts';
import { eyes, farness, mouth, type Skull } from './face.ts';
import { walkingLeg } from './leg.ts';
import type { Skin, Subject } from './subject.ts';

const APPLE = material([226, 58, 58], 0.7);
const SIDES = [1, -1] as const;
const LEAVES: readonly (readonly [x: number, y: number, z: number, radius: number])[] = [
  [0, 8, 0, 15],
  [-14, 3, 2, 11],
  [14, 3, 1, 11.5],
  [0, 3, -13, 11],
  [0, 2, 11, 11],
  [-8, 16, -2, 11],
  [9, 15, 2, 10.5],
  [0, 22, 0, 9.5],
];

export const tree: Subject = {
  build: 'biped',
  main: [74, 168, 72],
  accent: [142, 94, 60],
  view: { front: 0.25, side: 0.75 },
  parts: (root, pose, skin) => {
    const bark = skin.accent;
    const trunk = joint(root, [0, 5 + pose.bob, 0], { x: pose.pitch * 0.7 + 0.15 * pose.strike, z: pose.roll * 1.4 });
    const sway = 0.035 * pose.swing * Math.sin(2 * Math.PI * pose.sway);
    const crown = joint(trunk, [0, 31, 0], {
      z: sway,
      x: 0.03 * pose.swing * Math.cos(2 * Math.PI * pose.sway) - 0.12 * pose.wind,
    });
    const leg = { apart: 6, hip: 8, stride: 6, bone: 3.6, girth: [4.6, 4.2, 3.8], foot: [4.8, 3, 6] } as const;
    return [
      ...SIDES.flatMap((side) =>
        walkingLeg(root, pose, side, leg, bark, bark).map((each) => ({ ...each, depth: each.depth - 5 })),
      ),
      ...SIDES.flatMap((side) => branch(root, trunk, pose, skin, side)),
      stem(trunk, pose, skin),
      leaves(crown, pose, skin),
      ...falling(root, pose, skin),
    ];
  },
};

function stem(trunk: Joint, pose: Pose, { accent }: Skin): Part {
  const skull: Skull = { frame: trunk, at: [0, 13, 0], radii: [10.5, 14, 10] };
  const solids = [limb(trunk, [0, 2, 0, 11], [0, 14, 0, 9.6], [0, 30, 0, 8])];
  const knots = [-1, 1].map((side) =>
    mark(dimmed(accent, 0.4), limb(trunk, [side * 7, 1, 6, 0.9], [side * 6, 9, 6.6, 0.5])),
  );
  const marks = [
    ...knots,
    ...eyes(skull, { apart: 0.4, up: 0.22, width: 2.3, height: 3.4, blink: pose.blink }),
    ...mouth(skull, -0.16, 3, Math.max(pose.mouth, pose.strike)),
  ];
  return part(accent, solids, { blend: 2, marks });
}

function leaves(crown: Joint, pose: Pose, { main }: Skin): Part {
  const solids = LEAVES.map(([x, y, z, radius], i): Solid => {
    const breathe = 1 + 0.025 * pose.swing * Math.sin(2 * Math.PI * (pose.sway + i * 0.19));
    return ball(crown, [x, y, z], [radius * breathe, radius * 0.92 * breathe, radius * breathe]);
  });
  const lit = { ...main, base: main.light, shade: main.base };
  const deep = { ...main, base: main.shade, light: main.base };
  const tufts: readonly Vec[] = [
    [-8, 20, 9],
    [3, 27, 6],
    [-15, 8, 8],
    [10, 16, 10],
    [-2, 11, 15],
  ];
  const shadows: readonly Vec[] = [
    [-6, -5, 11],
    [9, -4, 10],
    [14, 5, 10],
    [2, 3, 18],
  ];
  const apples: readonly Vec[] = [
    [-11, 1, 12],
    [12, 9, 10.5],
    [1, 15, 14],
    [4, -3, 18],
    [-6, 8, -17],
    [11, 2, -12],
  ];
  const marks = [
    ...shadows.map((at) => mark(deep, ball(crown, at, [4.4, 1.7, 2]))),
    ...tufts.map((at) => mark(lit, ball(crown, at, [4.6, 2, 2]))),
    ...apples.map((at) => mark(APPLE, ball(crown, at, [3, 3, 3]))),
  ];
  return part(main, solids, { blend: 2.4, round: 9, marks, nearer: 5 });
}

function branch(root: Joint, trunk: Joint, pose: Pose, { main, accent }: Skin, side: 1 | -1): readonly Part[] {
  const step = side === 1 ? pose.arms.left : pose.arms.right;
  const raised = pose.strike < 0 ? -pose.strike * 1.9 : pose.strike * 1.25;
  const form = { shoulder: [side * 8.4, 21.5, 0], side, bone: 7, wide: [3.4, 2.4], out: 0.75 } as const;
  const { chain, hand } = swingArm(trunk, form, swingOf(step) * 0.8 + raised + 0.2, 0.4, step.lift * 0.9);
  const dim = farness(root, side);
  const leaf = [ball(hand, [0, 3, 0], [4.6, 4, 4.6]), ball(hand, [2.6, 5, 1], [3.2, 3.2, 3.2])];
  return [part(dimmed(accent, dim), [chain], { nearer: 1 }), part(dimmed(main, dim), leaf, { blend: 1, nearer: 3 })];
}

function falling(root: Joint, pose: Pose, { main }: Skin): readonly Part[] {
  return [0, 0.5].map((late, i) => {
    const age = (pose.sway + late) % 1;
    const size = Math.sin(Math.PI * age);
    const leaf = joint(
      root,
      [(i * 2 - 1) * 18 + 4 * Math.sin(age * 9), 30 - 26 * age, 8 - 20 * i - 6 * pose.wind * age],
      { z: age * 6 },
    );
    return part(main, [ball(leaf, [0, 0, 0], [2.6 * size + 0.2, 1.5 * size + 0.2, 1])], { line: size });
  });
}
