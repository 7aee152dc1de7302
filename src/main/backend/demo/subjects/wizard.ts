import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { band, mark, type Part, part } from '../rig/part.ts';
import { ball, limb, plate, type Slab } from '../rig/solid.ts';
import { swingArm, swingOf } from './arm.ts';
import { cheeks, eyes, farness, onSkull, type Skull } from './face.ts';
import { walkingLeg } from './leg.ts';
import { strand } from './strand.ts';
import type { Skin, Subject } from './subject.ts';

const FACE = material([250, 206, 168]);
const BEARD = material([240, 240, 250]);
const WOOD = material([134, 88, 54]);
const ORB = material([120, 232, 255], 0.9, 0.55);
const SPARK = material([255, 250, 190], 0, 1);
const SIDES = [1, -1] as const;
const LEG = { apart: 4, hip: 12, stride: 7.5, bone: 6, girth: [4, 3.4, 3], foot: [4.2, 2.8, 6] } as const;
export const wizard: Subject = {
  build: 'biped',
  main: [92, 82, 204],
  accent: [250, 206, 74],
  view: { front: 0.4, side: 0.85 },
  parts: (root, pose, skin) => {
    const trunk = joint(root, [0, 9 + pose.bob, 0], { x: pose.pitch * 0.8, y: 0.25 * pose.strike, z: pose.roll });
    const head = joint(trunk, [0, 27, 1], { x: pose.nod - pose.pitch * 0.4, y: pose.look - 0.15 - 0.2 * pose.strike });
    return [
      ...SIDES.flatMap((side) => walkingLeg(root, pose, side, LEG, dimmed(skin.main, 0.3), WOOD)),
      robe(trunk, pose, skin),
      ...face(head, pose),
      ...hat(head, pose, skin),
      ...arms(root, trunk, pose, skin),
    ];
  },
};

function robe(trunk: Joint, pose: Pose, { main, accent }: Skin): Part {
  const turn = 2 * Math.PI * pose.sway;
  const hem = Array.from({ length: 7 }, (_, i) => {
    const angle = (2 * Math.PI * i) / 7;
    const swing = 0.9 * pose.swing * Math.sin(turn + angle);
    return limb(trunk, [0, 20, 0, 8], [Math.sin(angle) * 9.5, -0.6 + swing, Math.cos(angle) * 9 - 4 * pose.wind, 4.6]);
  });
  const sash = mark(accent, limb(trunk, [-10, 10, 5, 1.5], [0, 9, 9, 1.6], [10, 10, 5, 1.5]));
  return part(main, [...hem, ball(trunk, [0, 19, 0], [9.5, 8, 8.5])], { blend: 4, marks: [sash] });
}

function face(head: Joint, pose: Pose): readonly Part[] {
  const skull: Skull = { frame: head, at: [0, 6, 0], radii: [12.6, 12, 12] };
  const turn = 2 * Math.PI * pose.sway;
  const beard = joint(head, [0, 0, 9], { x: 0.12 + 0.25 * pose.wind, z: 0.05 * pose.swing * Math.sin(turn) });
  const hair = [
    limb(beard, [-6, 3, 0, 4.6], [0, -1, 2, 6], [6, 3, 0, 4.6]),
    limb(beard, [0, -2, 1, 6.4], [0, -10, 0, 4.6], [0.6 * Math.sin(turn), -16.5, -1, 1.2]),
  ];
  const nose = part(FACE, [ball(onSkull(skull, 0, -0.02), [0, 0, 1.6], [2.7, 2.4, 2.4])], { nearer: 6, line: 0.9 });
  const marks = [
    ...cheeks(skull, 0.72, -0.12, 2.4),
    ...eyes(skull, { apart: 0.44, up: 0.16, width: 2.2, height: 3, blink: pose.blink }),
  ];
  return [
    part(FACE, [ball(head, skull.at, skull.radii)], { marks }),
    part(BEARD, hair, { blend: 2, nearer: 1 }),
    ...(head.z[2] > 0 ? [nose] : []),
  ];
}

function hat(head: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const crown = strand(
    head,
    { at: [0, 14, 0], pitch: -0.1, curl: -0.16, links: 6, length: 4.4, wide: [11, 1.6], soft: 0.5 },
    pose,
  );
  const brim = ball(head, [0, 13.4, 0], [19, 3.6, 18]);
  const ribbon = band(accent, ball(head, [0, 17, 0], [14, 2.2, 14]));
  const emblem = mark(accent, star(joint(head, [0, 25, 8]), 'xy', 4.4));
  return [part(main, [crown], { nearer: 4, marks: [ribbon, emblem] }), part(main, [brim], { nearer: 3 })];
}

function arms(root: Joint, trunk: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const rest = pose.strike === 0;
  const drawn = Math.max(0, -pose.strike);
  const struck = Math.max(0, pose.strike);
  const form = { bone: 6.4, wide: [3.8, 4.8], out: 0.85 } as const;
  const angle = 0.35 + (rest ? swingOf(pose.arms.left) * 0.35 : 0) + 1.6 * drawn + 1.15 * struck;
  const staffArm = swingArm(
    trunk,
    { ...form, shoulder: [9, 20, 1], side: 1 },
    angle,
    0.6,
    rest ? pose.arms.left.lift * 0.5 : 0,
  );
  const free = swingArm(
    trunk,
    { ...form, shoulder: [-9, 20, 0], side: -1 },
    0.2 + swingOf(pose.arms.right),
    0.5,
    pose.arms.right.lift,
  );
  const staff = joint({ ...trunk, at: staffArm.hand.at }, [0, 0, 1], {
    x: 0.05 - 0.7 * drawn + 0.42 * struck,
    z: -0.1,
  });
  const bright = 1 + 0.3 * Math.sin(2 * Math.PI * pose.sway) * 0.3 + 0.35 * struck;
  const orb = ball(staff, [0, 25, 0], [4.6 * bright, 4.6 * bright, 4.6 * bright]);
  const hands = [
    part(FACE, [ball(staffArm.hand, [0, 0.4, 0], [3.2, 3.2, 3.2])], { nearer: 9 }),
    part(dimmed(FACE, farness(root, -1)), [ball(free.hand, [0, 1, 0], [3.2, 3.2, 3.2])]),
  ];
  const claw = limb(staff, [-3, 22, 0, 1.2], [0, 18, 0, 1.8], [3, 22, 0, 1.2]);
  return [
    part(WOOD, [limb(staff, [0, -17, 0, 1.5], [0, 19, 0, 1.8]), claw], { nearer: 7 }),
    part(ORB, [orb], { nearer: 8 }),
    part(dimmed(main, farness(root, 1)), [staffArm.chain], {
      nearer: 5,
      marks: [band(accent, ball(staffArm.hand, [0, -1, 0], [5, 1.2, 5]))],
    }),
    part(dimmed(main, farness(root, -1)), [free.chain]),
    ...hands,
    ...sparks(staff, pose.burst),
  ];
}

/** A ring of stars that flies out of the orb. */
function sparks(staff: Joint, life: number): readonly Part[] {
  if (life <= 0 || life >= 1) return [];
  const size = 3.4 * Math.sin(Math.PI * Math.sqrt(life)) + 0.3;
  return [0, 1, 2, 3, 4, 5].map((i) => {
    const angle = (i * Math.PI) / 3 + life;
    const far = 6 + 10 * life;
    const [y, z] = [25 + Math.sin(angle) * far, Math.cos(angle) * far];
    return part(SPARK, [star(joint(staff, [0, y, z]), 'zy', size)], { nearer: 14, line: 0.9 });
  });
}

function star(frame: Joint, plane: 'xy' | 'zy', size: number): Slab {
  const corners = Array.from({ length: 10 }, (_, i) => {
    const radius = i % 2 === 0 ? size : size * 0.45;
    return [Math.sin((i * Math.PI) / 5) * radius, Math.cos((i * Math.PI) / 5) * radius] as const;
  });
  return plate(frame, plane, 0.3, ...corners);
}
