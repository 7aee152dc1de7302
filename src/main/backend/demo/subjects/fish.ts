import { dimmed, material } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint } from '../rig/joint.ts';
import { band, mark, type Part, part } from '../rig/part.ts';
import { ball, limb, plate } from '../rig/solid.ts';
import { cheeks, eyes, farness, type Skull, WHITE } from './face.ts';
import type { Skin, Subject } from './subject.ts';

const BUBBLE = material([206, 236, 255], 1);
const LIP = material([240, 120, 130]);
const SIDES = [1, -1] as const;

export const fish: Subject = {
  build: 'floating',
  main: [250, 134, 52],
  accent: [255, 246, 232],
  view: { front: 0.85, side: 1.2 },
  parts: (root, pose, skin) => {
    const turn = 2 * Math.PI * pose.sway;
    const wag = Math.sin(turn) * Math.min(1.7, pose.swing);
    const body = joint(root, [0, 22, 0], { x: pose.pitch * 0.5 + pose.nod, y: -0.1 * wag, z: pose.roll });
    const rear = joint(body, [0, 0, -13], { y: 0.3 * wag });
    const fork = joint(rear, [0, 0, -10], { y: 0.34 * Math.sin(turn - 0.9) * pose.swing });
    const bulk = trunk(body, rear, pose, skin);
    return [
      bulk,
      part(skin.main, [plate(fork, 'zy', 1.8, [2, 3], [-9, 15], [-15, 13], [-10, 0], [-15, -13], [-9, -15], [2, -3])], {
        nearer: -3,
        marks: [-0.6, 0, 0.6].map((lean) =>
          band(dimmed(skin.main, 0.4), limb(fork, [0, lean * 5, -3, 0.5], [0, lean * 15, -11, 0.7])),
        ),
      }),
      part(skin.main, [plate(joint(body, [0, 14, 0]), 'zy', 1.6, [10, -2], [4, 9], [-7, 10], [-12, 3], [-11, -4])], {
        nearer: -2,
      }),
      ...SIDES.map((side) => fin(root, body, pose, skin, side)),
      ...bubbles(root, pose),
    ];
  },
};

function trunk(body: Joint, rear: Joint, pose: Pose, { main, accent }: Skin): Part {
  const skull: Skull = { frame: body, at: [0, 0, 4], radii: [13.4, 17, 18] };
  const stripe = (side: number): ReturnType<typeof mark> =>
    mark(accent, limb(body, [side * 9, -18, -7, 2.6], [side * 12.6, 0, -5.4, 3.2], [side * 8, 18, -7, 2.4]));
  const open = 1.6 + 2.2 * Math.max(pose.mouth, pose.strike);
  const marks = [
    band(accent, ball(body, [0, -13, 6], [10, 6.5, 14])),
    stripe(1),
    stripe(-1),
    ...cheeks(skull, 0.95, -0.2, 2.6),
    ...eyes(skull, { apart: 0.72, up: 0.22, width: 3.1, height: 4, blink: pose.blink, white: WHITE }),
    mark(LIP, ball(body, [0, -3.6, 21], [4.2, open + 1.3, 2])),
    mark(material([120, 34, 58], 0, 0.5), ball(body, [0, -3.6, 22], [2.6, open, 2])),
  ];
  const solids = [ball(body, skull.at, skull.radii), limb(rear, [0, 0, 4, 11], [0, 0, -10, 4])];
  return part({ ...main, gloss: 0.4 }, solids, { blend: 5, marks });
}

function fin(root: Joint, body: Joint, pose: Pose, { main }: Skin, side: 1 | -1): Part {
  const beat = 0.5 + 0.45 * pose.flap + 0.3 * Math.sin(2 * Math.PI * (pose.sway + 0.2));
  const hinge = joint(body, [side * 12.4, -5, 3], { z: side * (0.35 + 0.55 * beat), x: 0.75 });
  const shape = [limb(hinge, [0, 0, 0, 2.4], [side, -7, 0, 4], [side * 1.4, -11, -1, 2.6])];
  return part(dimmed(main, 0.1 + farness(root, side)), shape, { nearer: side * root.x[2] > 0 ? 4 : -2 });
}

function bubbles(root: Joint, { sway, burst, wind }: Pose): readonly Part[] {
  const blown = burst > 0 && burst < 1;
  const ring = blown
    ? [0, 1, 2].map((i) => bubble(root, 22 + (i - 1) * 7 * burst, 27 + 11 * burst - i, 3.4 - i * 0.4, 1 - burst ** 3))
    : [];
  const rising = [0.1, 0.6].map((late, i) => {
    const age = (sway + late) % 1;
    return bubble(root, 30 + 22 * age, 29 + i * 3 - 22 * wind * age, 2.2, Math.sin(Math.PI * age));
  });
  return [...ring, ...rising];
}

function bubble(root: Joint, y: number, z: number, radius: number, size: number): Part {
  const r = radius * size + 0.2;
  return part(BUBBLE, [ball(root, [0, y, z], [r, r, r])], { nearer: 6, line: Math.min(0.9, r * 0.5) });
}
