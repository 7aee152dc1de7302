import { dimmed, type Material, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { mark, type Part, part } from '../rig/part.ts';
import { ball, limb, plate } from '../rig/solid.ts';
import { swingArm, swingOf } from './arm.ts';
import { cape } from './cape.ts';
import { crescent } from './effects.ts';
import { farness, INK, onSkull, type Skull } from './face.ts';
import { walkingLeg } from './leg.ts';
import { strand } from './strand.ts';
import type { Skin, Subject } from './subject.ts';

const BLADE = material([226, 236, 246], 0.8);
const GOLD = material([236, 184, 62], 0.6);
const LEATHER = material([126, 82, 56]);
const GLOW = material([140, 230, 255], 0, 1);
const SIDES = [1, -1] as const;
const LEG = { apart: 5, hip: 16, stride: 8.5, bone: 7.2, girth: [5.2, 4.6, 4], foot: [4.6, 3.3, 6.2] } as const;

export const knight: Subject = {
  build: 'biped',
  main: [158, 172, 196],
  accent: [206, 54, 62],
  view: { front: 0.42, side: 0.95 },
  parts: (root, pose, skin) => {
    const steel: Skin = { ...skin, main: { ...skin.main, gloss: 0.75 } };
    const trunk = joint(root, [0, 16 + pose.bob, 0], { x: pose.pitch, y: -0.35 * pose.strike, z: pose.roll });
    const head = joint(trunk, [0, 28, 0.5], {
      x: pose.nod - pose.pitch * 0.5,
      y: pose.look - 0.15 + 0.3 * pose.strike,
    });
    return [
      ...SIDES.flatMap((side) => walkingLeg(root, pose, side, LEG, steel.main, LEATHER)),
      torso(trunk, steel),
      ...helmet(head, pose, steel),
      cape(trunk, { top: 18, half: 6.5, back: -6.5, long: 25 }, pose, skin.accent),
      ...shieldArm(trunk, pose, steel),
      ...swordArm(root, trunk, pose, steel),
      ...crescent(root, { at: [-6, 30, 6], radius: 31, from: 1.75, to: -0.75, thick: 4.6 }, pose.burst),
    ];
  },
};

function torso(trunk: Joint, { main, accent }: Skin): Part {
  const solids = [ball(trunk, [0, 3, 0], [8.6, 7, 7.4]), ball(trunk, [0, 12, 0], [10, 9, 8])];
  const tabard = mark(accent, plate(joint(trunk, [0, 0, 8]), 'xy', 0.5, [-4.6, 21], [4.6, 21], [5.2, -6], [-5.2, -6]));
  const cross = [
    mark(GOLD, limb(trunk, [0, 5, 8.4, 1.1], [0, 14, 8.4, 1.1])),
    mark(GOLD, limb(trunk, [-3, 11, 8.4, 1.1], [3, 11, 8.4, 1.1])),
  ];
  const belt = mark(LEATHER, limb(trunk, [-9, 1.4, 2, 1.5], [-5, 0.6, 7.5, 1.5], [5, 0.6, 7.5, 1.5], [9, 1.4, 2, 1.5]));
  return part(main, solids, { blend: 3, marks: [tabard, ...cross, belt] });
}

function helmet(head: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const skull: Skull = { frame: head, at: [0, 5, 0], radii: [14.6, 14.6, 14.4] };
  const slit = (turn: number): ReturnType<typeof mark> =>
    mark(INK, ball(onSkull(skull, turn, 0.02), [0, 0, 0], [5.4, 3, 0.5]));
  const eye = (side: number): ReturnType<typeof mark> =>
    mark(GLOW, ball(onSkull(skull, side * 0.36, 0.02), [0, 0, 0.2], [2, 2.3 * (1 - 0.85 * pose.blink), 0.4]));
  const ridge = mark(GOLD, limb(head, [0, 20, 0, 1.5], [0, 16.4, 9.2, 1.5], [0, 10.4, 13.6, 1.3]));
  const grille = mark(INK, limb(onSkull(skull, 0, -0.3), [0, 3.4, 0, 1], [0, -5, -1, 0.8]));
  const rim = mark(
    GOLD,
    limb(
      head,
      [-11.6, -5.6, 4.6, 1.4],
      [-7, -6.8, 10.4, 1.4],
      [0, -7.2, 12.4, 1.4],
      [7, -6.8, 10.4, 1.4],
      [11.6, -5.6, 4.6, 1.4],
    ),
  );
  const marks = [-0.62, -0.3, 0, 0.3, 0.62].map(slit);
  const shell = part(main, [ball(head, skull.at, skull.radii), ball(head, [0, -1, 1.6], [12, 9, 12.2])], {
    blend: 2,
    nearer: 3,
    marks: [rim, ridge, grille, ...marks, eye(1), eye(-1)],
  });
  const plume = strand(
    head,
    { at: [0, 19, -1], pitch: -0.5, curl: -0.36, links: 6, length: 3.4, wide: [2.8, 3.8] },
    pose,
  );
  return [part(accent, [plume], { nearer: -1 }), shell];
}

function shieldArm(trunk: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const form = { shoulder: [10.4, 16, 0], side: 1, bone: 7, wide: [4.4, 3.6] } as const;
  const arm = swingArm(trunk, form, 0.35 + swingOf(pose.arms.left) * 0.6, 0.9, pose.arms.left.lift * 0.6);
  const board = joint({ ...trunk, at: arm.hand.at }, [1, 0, 3], { y: 0.55 });
  const rim = ball(board, [0, 0, 0], [9.4, 10.6, 2.2]);
  const face: readonly Material[] = [GOLD, accent, GOLD];
  const sizes = [9.4, 7.2, 2.6];
  const marks = face.map((surface, i) =>
    mark(surface, ball(board, [0, 0, 1.8], [sizes[i] ?? 0, (sizes[i] ?? 0) * 1.12, 0.6])),
  );
  return [part(main, [arm.chain]), part(GOLD, [rim], { nearer: 2, marks })];
}

function swordArm(root: Joint, trunk: Joint, pose: Pose, { main }: Skin): readonly Part[] {
  const form = { shoulder: [-10.6, 16, 0], side: -1, bone: 7, wide: [4.6, 3.8] } as const;
  const drawn = Math.max(0, -pose.strike);
  const struck = Math.max(0, pose.strike);
  const angle = 0.3 + swingOf(pose.arms.right) * (pose.strike === 0 ? 0.6 : 0) + 2.3 * drawn + 1.2 * struck;
  const arm = swingArm(trunk, form, angle, 0.75 - 0.65 * struck, pose.arms.right.lift * (pose.strike === 0 ? 0.8 : 0));
  const grip = joint(arm.hand, [0, 1, 0], { x: -1.25 + 0.2 * drawn + 1.05 * struck });
  const blade = limb(grip, [0, 4, 0, 2.9], [0, 21, 0, 2.6], [0, 28, 0, 0.4]);
  const guard = limb(grip, [0, 3.4, -5, 1.6], [0, 3.4, 5, 1.6]);
  const hilt = limb(grip, [0, -3, 0, 1.4], [0, 3, 0, 1.4]);
  const steel = dimmed(main, farness(root, -1));
  const fuller = mark(main, limb(grip, [0, 5, 0, 0.8], [0, 20, 0, 0.6]));
  return [
    part(BLADE, [blade], { nearer: 6, marks: [fuller] }),
    part(GOLD, [guard, hilt], { nearer: 7 }),
    part(steel, [arm.chain], { nearer: 4 }),
    part(steel, [ball(arm.hand, [0, 0.6, 0], [4, 4, 4])], { nearer: 8 }),
    part(steel, [ball(trunk, [-10.4, 16.5, 0], [5.4, 5, 5.4])], { nearer: 5 }),
  ];
}
