import { dimmed, type Material, material } from '../paint/material.ts';
import type { Pose, Step } from '../pose.ts';
import { bend, tip } from '../rig/bend.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { band, type Mark, mark, type Part, part } from '../rig/part.ts';
import { ball, limb } from '../rig/solid.ts';
import { crescent } from './effects.ts';
import { cheeks, eyes, farness, mouth, onSkull, type Skull } from './face.ts';
import { strand } from './strand.ts';
import type { Skin, Subject } from './subject.ts';

const PINK = material([240, 138, 150]);
const IRIS = material([104, 190, 92], 0, 0.7);
const SIDES = [1, -1] as const;

export const cat: Subject = {
  build: 'quadruped',
  main: [240, 152, 62],
  accent: [255, 240, 222],
  view: { front: 0.62, side: 1.15 },
  parts: (root, pose, skin) => {
    const trunk = joint(root, [0, 20 + pose.bob, 0], { x: pose.pitch - 0.12 * Math.max(0, pose.strike), z: pose.roll });
    const head = joint(trunk, [0, 15.5, 13.5], { x: pose.nod - pose.pitch * 0.6, y: pose.look - 0.38, z: pose.roll });
    return [
      ...SIDES.flatMap((side) => legs(root, pose, skin, side)),
      tail(trunk, pose, skin),
      body(trunk, skin),
      face(head, pose, skin),
      ...crescent(root, { at: [-5, 21, 26], radius: 15, from: 1.1, to: -1, thick: 3.4 }, pose.burst),
    ];
  },
};

function body(trunk: Joint, skin: Skin): Part {
  const stripe = stripes(skin.main);
  const back = [-9, -3, 3].map((z) =>
    mark(stripe, limb(trunk, [-9, 3, z, 0.3], [-5, 8.4, z, 1.3], [0, 10, z, 1.6], [5, 8.4, z, 1.3], [9, 3, z, 0.3])),
  );
  const belly = mark(skin.accent, ball(trunk, [0, -7, 5], [6, 5, 13]));
  const solids = [ball(trunk, [0, 0, -4], [9, 9.6, 13]), ball(trunk, [0, 1, 7], [8.6, 9.2, 9])];
  return part(skin.main, solids, { blend: 4, marks: [belly, ...back] });
}

function face(head: Joint, pose: Pose, skin: Skin): Part {
  const skull: Skull = { frame: head, at: [0, 0, 0], radii: [14, 12.2, 12.4] };
  const ears = SIDES.map((side) => limb(head, [side * 8, 6, -1, 4.8], [side * 11.2, 15.2, -1.6, 1]));
  const inner = SIDES.map((side) => mark(PINK, limb(head, [side * 8.6, 8.5, 1.5, 2.4], [side * 10.7, 13.4, 1, 0.7])));
  const stripe = stripes(skin.main);
  const brow = [-3.8, 0, 3.8].map((x) => mark(stripe, limb(head, [x, 12.4, 2, 1.2], [x * 0.8, 7.6, 9.6, 0.6])));
  // Fur as light as this would turn grey in the shade of the brow.
  const pale: Material = { ...skin.accent, glow: 0.5 };
  const muzzle = [
    mark(pale, ball(head, [2.6, -4.8, 10.4], [4.4, 3.6, 3])),
    mark(pale, ball(head, [-2.6, -4.8, 10.4], [4.4, 3.6, 3])),
    mark(pale, ball(head, [0, -8.5, 9], [4.6, 3.6, 3])),
  ];
  const nose = mark(PINK, ball(onSkull(skull, 0, -0.2), [0, 0, 0.6], [1.9, 1.3, 0.5]));
  const marks: readonly Mark[] = [
    ...inner,
    ...brow,
    ...muzzle,
    ...cheeks(skull, 0.88, -0.3, 2.4),
    ...eyes(skull, { apart: 0.5, up: 0.12, width: 2.5, height: 3.5, blink: pose.blink, iris: IRIS }),
    ...mouth(skull, -0.52, 2.6, pose.mouth),
    nose,
  ];
  return part(skin.main, [ball(head, [0, 0, 0], skull.radii), ...ears], { blend: 1.6, marks, nearer: 8 });
}

function legs(root: Joint, pose: Pose, skin: Skin, side: 1 | -1): readonly Part[] {
  const key = side === 1 ? 'left' : 'right';
  const swipe = side === 1 ? 0 : pose.strike;
  return [
    ...leg(root, 10, pose.arms[key], pose, swipe, side, skin),
    ...leg(root, -10, pose.legs[key], pose, 0, side, skin),
  ];
}

function leg(root: Joint, z: number, step: Step, pose: Pose, swipe: number, side: 1 | -1, skin: Skin): readonly Part[] {
  const dim = farness(root, side);
  const raised = swipe === 0 ? 0 : 13 - 5 * swipe;
  const reach = swipe === 0 ? step.reach * 5.6 : 6 + 7 * swipe;
  const tucked = pose.tuck * (z > 0 ? 5 : 3);
  const hip: Vec = [side * 5.2, 17 + pose.bob - z * pose.pitch, z];
  const foot: Vec = [side * 5.4, 2.6 + step.lift * 4 + raised + tucked, z + reach];
  const chain = bend(root, hip, foot, 7.8, [0, 0, z > 0 ? -1 : 1], [5, 3.8, 3.2]);
  const paw = ball({ ...root, at: tip(chain) }, [0, -0.1, 1.2], [3.8, 2.9, 4.6]);
  const nearer = side * root.x[2] * 3 - 1;
  return [
    part(dimmed(skin.main, dim), [chain], { nearer }),
    part(dimmed(skin.accent, dim), [paw], { nearer: nearer + 3 }),
  ];
}

function tail(trunk: Joint, pose: Pose, skin: Skin): Part {
  const chain = strand(
    trunk,
    { at: [0, 4, -15], pitch: -0.9, curl: 0.34, links: 8, length: 3.6, wide: [3.4, 2.6] },
    pose,
  );
  const end = chain.nodes.slice(-2);
  return part(skin.main, [chain], {
    marks: [band(skin.accent, { kind: 'limb', nodes: end.map((node) => ({ ...node, radius: 4 })) })],
  });
}

function stripes(fur: Material): Material {
  return { ...fur, base: fur.shade, light: fur.base };
}
