import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { mark, type Part, part } from '../rig/part.ts';
import { ball, limb } from '../rig/solid.ts';
import { crescent } from './effects.ts';
import { cheeks, eyes, farness, type Skull } from './face.ts';
import { walkingLeg } from './leg.ts';
import type { Skin, Subject } from './subject.ts';

const BEAK = material([248, 172, 48], 0.3);
const SIDES = [1, -1] as const;

export const bird: Subject = {
  build: 'biped',
  main: [72, 150, 232],
  accent: [255, 240, 214],
  view: { front: 0.5, side: 1.05 },
  parts: (root, pose, skin) => {
    const peck = Math.max(0, pose.strike);
    const trunk = joint(root, [0, 13 + pose.bob, 0], { x: pose.pitch * 1.2 + 0.25 * peck, z: pose.roll });
    const head = joint(trunk, [0, 24, 5], { x: pose.nod - pose.pitch * 0.8 + 0.1 * peck, y: pose.look - 0.28 });
    const leg = { apart: 5, hip: 12, stride: 7, bone: 6, girth: [3, 1.8, 1.7], foot: [3.2, 1.7, 4.6] } as const;
    return [
      ...SIDES.flatMap((side) => walkingLeg(root, pose, side, leg, BEAK, BEAK)),
      body(trunk, skin),
      tail(trunk, pose, skin),
      ...SIDES.map((side) => wing(root, trunk, pose, skin, side)),
      ...face(head, pose, skin),
      ...crescent(root, { at: [0, 22, 24], radius: 13, from: 1, to: -1, thick: 3 }, pose.burst),
    ];
  },
};

function body(trunk: Joint, { main, accent }: Skin): Part {
  const belly = mark(accent, ball(trunk, [0, 3, 9], [11, 11.5, 9]));
  const solids = [ball(trunk, [0, 8, 0], [15, 15, 15]), ball(trunk, [0, 20, 3], [12, 10, 11])];
  return part(main, solids, { blend: 5, marks: [belly] });
}

function face(head: Joint, pose: Pose, { main, accent }: Skin): readonly Part[] {
  const skull: Skull = { frame: head, at: [0, 6, 0], radii: [14, 13, 13.2] };
  const marks = [
    mark(accent, ball(head, [0, -1, 10], [8, 5, 5])),
    ...cheeks(skull, 0.85, -0.12, 2.6),
    ...eyes(skull, { apart: 0.56, up: 0.2, width: 2.8, height: 3.8, blink: pose.blink }),
  ];
  const crest = [-0.5, 0, 0.5].map((lean) =>
    limb(head, [0, 17, 0, 2.6], [lean * 3, 22 - Math.abs(lean) * 2, -2 - lean * 6, 1]),
  );
  const open = Math.max(pose.mouth, 0) * 0.5;
  const upper = limb(joint(head, [0, 3.4, 11.5], { x: -open }), [0, 0.6, 0, 4], [0, 0.2, 8.4, 1]);
  const lower = limb(joint(head, [0, 1.6, 11.5], { x: open }), [0, 0, 0, 2.9], [0, 0, 5.6, 0.9]);
  return [
    part(main, [ball(head, skull.at, skull.radii), ...crest], { blend: 2, marks, nearer: 2 }),
    part(dimmed(BEAK, 0.2), [lower], { nearer: 3 }),
    part(BEAK, [upper], { nearer: 4 }),
  ];
}

function wing(root: Joint, trunk: Joint, pose: Pose, { main }: Skin, side: 1 | -1): Part {
  const raised = (pose.flap + 1) / 2;
  const spread = joint(trunk, [side * 13.4, 15, -1], { z: side * (0.2 + 2.1 * raised), x: 0.22 - 0.1 * raised });
  const long = 15 + 5 * raised;
  const feathers = [0, 1, 2].map((i) => {
    const plume = joint(spread, [0, 0, -i * 2.4], { x: i * 0.3 });
    return limb(plume, [0, 0, 0, 4.6], [0, -long * 0.6, -2, 4.4], [0, -long * (1 - i * 0.13), -5, 1.6]);
  });
  const surface = { ...main, base: main.base, light: main.base };
  const nearer = side * -root.x[2] > 0 ? -4 : 6;
  return part(dimmed(surface, 0.12 + farness(root, side)), feathers, {
    blend: 1.2,
    nearer: nearer * Math.min(1, Math.abs(root.x[2]) * 2) + 1,
  });
}

function tail(trunk: Joint, pose: Pose, { main }: Skin): Part {
  const wag = 0.14 * pose.swing * Math.sin(2 * Math.PI * pose.sway);
  const feathers = [-1, 0, 1].map((side) =>
    limb(
      joint(trunk, [0, 7, -12], { x: 0.35 + wag, y: side * 0.3 }),
      [0, 0, 0, 4],
      [0, 1, -8, 3.4],
      [0, 2.5, -14, 1.6],
    ),
  );
  return part(dimmed(main, 0.2), feathers, { blend: 1 });
}
