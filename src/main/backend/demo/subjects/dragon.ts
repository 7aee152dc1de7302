import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { band, mark, type Part, part } from '../rig/part.ts';
import { ball, limb, plate } from '../rig/solid.ts';
import { swingArm, swingOf } from './arm.ts';
import { cheeks, eyes, farness, INK, mouth, type Skull } from './face.ts';
import { walkingLeg } from './leg.ts';
import { strand } from './strand.ts';
import type { Skin, Subject } from './subject.ts';

const HORN = material([250, 234, 196]);
const FIRE = material([255, 140, 40], 0, 0.8);
const CORE = material([255, 232, 120], 0, 1);
const SIDES = [1, -1] as const;
const LEG = { apart: 7, hip: 13, stride: 7.5, bone: 5.8, girth: [6, 4.6, 4], foot: [4.8, 3, 6.6] } as const;

export const dragon: Subject = {
  build: 'biped',
  main: [70, 176, 112],
  accent: [252, 218, 132],
  view: { front: 0.55, side: 1 },
  parts: (root, pose, skin) => {
    const trunk = joint(root, [0, 14 + pose.bob, 0], { x: pose.pitch, z: pose.roll });
    const head = joint(trunk, [0, 25, 6], { x: pose.nod - pose.pitch * 0.7, y: pose.look - 0.25 });
    return [
      ...SIDES.flatMap((side) => walkingLeg(root, pose, side, LEG, skin.main, skin.main)),
      ...SIDES.map((side) => arm(root, trunk, pose, skin, side)),
      ...SIDES.map((side) => wing(root, trunk, pose, skin, side)),
      ...tail(trunk, pose, skin),
      body(trunk, skin),
      ...face(head, pose, skin),
      ...breath(head, pose),
    ];
  },
};

function body(trunk: Joint, { main, accent }: Skin): Part {
  const plates = [-1, 4.5, 10, 15.5].map((y) =>
    mark(dimmed(accent, 0.4), limb(trunk, [-7, y, 8.6, 0.6], [7, y, 8.6, 0.6])),
  );
  const belly = mark(accent, ball(trunk, [0, 6, 9], [8.4, 14, 7]));
  const solids = [ball(trunk, [0, 4, -1], [13, 12, 12.5]), ball(trunk, [0, 17, 3], [9.4, 10, 9.4])];
  return part(main, solids, { blend: 5, marks: [belly, ...plates] });
}

function face(head: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const skull: Skull = { frame: head, at: [0, 6, 0], radii: [13.4, 12.6, 12.6] };
  const open = Math.max(pose.mouth, pose.burst > 0 && pose.burst < 1 ? 1 : 0);
  const snout = ball(head, [0, 1.6, 10.5], [9, 7, 8.4]);
  const nostrils = SIDES.map((side) => mark(INK, ball(head, [side * 3.4, 5, 17.2], [1.3, 1, 1])));
  const muzzle: Skull = { frame: head, at: [0, 1, 10], radii: [8.6, 7, 8.6] };
  const marks = [
    mark(accent, ball(head, [0, -5, 12], [8, 4.4, 7])),
    ...nostrils,
    ...cheeks(skull, 1.02, -0.2, 2.4),
    ...eyes(skull, { apart: 0.6, up: 0.34, width: 2.8, height: 4, blink: pose.blink }),
    ...mouth(muzzle, -0.3, 4, open),
  ];
  const horns = SIDES.map((side) =>
    part(HORN, [limb(head, [side * 7, 15, -3, 3], [side * 9, 21, -6, 2.2], [side * 8.6, 26, -7, 0.7])], { nearer: -2 }),
  );
  const crest = [0, 1, 2].map((i) =>
    limb(head, [0, 17 - i * 3.6, -4 - i * 4, 2.4], [0, 22 - i * 4.6, -9 - i * 4, 0.6]),
  );
  const spikes = part(accent, crest, { nearer: -3 });
  return [...horns, spikes, part(main, [ball(head, skull.at, skull.radii), snout], { blend: 4, marks, nearer: 4 })];
}

function arm(root: Joint, trunk: Joint, pose: Pose, { main }: Skin, side: 1 | -1): Part {
  const step = side === 1 ? pose.arms.left : pose.arms.right;
  const form = { shoulder: [side * 9, 15, 5], side, bone: 5, wide: [3.6, 3], out: 0.35 } as const;
  const { chain } = swingArm(trunk, form, 0.55 + swingOf(step) * 0.8, 0.8, step.lift);
  return part(dimmed(main, farness(root, side)), [chain], { nearer: side * root.x[2] > 0 ? 6 : 2 });
}

function wing(root: Joint, trunk: Joint, pose: Pose, { main, accent }: Skin, side: 1 | -1): Part {
  const beat = 0.25 + 0.5 * pose.flap;
  const hinge = joint(trunk, [side * 6, 19, -8], { y: side * 0.75, z: side * (0.2 + beat) });
  const skin = plate(
    hinge,
    'xy',
    1.4,
    [0, 0],
    [side * 9, 12],
    [side * 24, 10],
    [side * 20, 3],
    [side * 19, -4],
    [side * 13, -2],
    [side * 9, -8],
    [side * 4, -4],
  );
  const bones = [
    band(main, limb(hinge, [0, 0, 0, 1.6], [side * 9, 12, 0, 1.5], [side * 24, 10, 0, 1])),
    band(main, limb(hinge, [side * 9, 12, 0, 1], [side * 18, -3, 0, 0.6])),
    band(main, limb(hinge, [side * 9, 12, 0, 1], [side * 9, -7, 0, 0.6])),
  ];
  return part(dimmed(accent, 0.15 + farness(root, side)), [skin], { marks: bones, nearer: -2 });
}

function tail(trunk: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const chain = strand(
    trunk,
    { at: [0, 0, -8], pitch: -1.9, curl: 0.2, links: 8, length: 3.4, wide: [7.6, 1.8], soft: 0.4 },
    pose,
  );
  const end = chain.nodes.at(-1)?.at ?? [0, 0, 0];
  const spade = joint({ ...trunk, at: end }, [0, 0, 0], { x: -0.3 });
  return [
    part(main, [chain], { nearer: -4 }),
    part(accent, [limb(spade, [0, -1, 0, 3.6], [0, 6.4, -1.4, 0.6])], { nearer: -3 }),
  ];
}

/** Three puffs of fire that leave the mouth one after the other. */
function breath(head: Joint, { burst }: Pose): readonly Part[] {
  if (burst <= 0 || burst >= 1) return [];
  const puffs = [0, 0.16, 0.32].map((late, i) => {
    const age = Math.min(1, Math.max(0, burst * 1.32 - late));
    const radius = (4.6 + i) * Math.sin(Math.PI * age ** 0.7);
    return { at: [0, -1.6 + age * 2, 20 + 17 * age] as const, radius };
  });
  const alive = puffs.filter(({ radius }) => radius > 0.8);
  const solids = alive.map(({ at, radius }) => ball(head, at, [radius, radius, radius]));
  const cores = alive.map(({ at, radius }) =>
    mark(CORE, ball(head, [at[0], at[1] - radius * 0.1, at[2]], [radius * 0.55, radius * 0.55, radius * 0.55])),
  );
  return alive.length > 0 ? [part(FIRE, solids, { blend: 3, nearer: 20, line: 1.1, marks: cores })] : [];
}
