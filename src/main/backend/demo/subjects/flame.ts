import { type Material, material, mix, type Rgb } from '../paint/material.ts';
import type { Pose } from '../pose.ts';
import { type Joint, joint, type Vec } from '../rig/joint.ts';
import { type Mark, mark, type Part, part } from '../rig/part.ts';
import { ball, type Limb, type Solid } from '../rig/solid.ts';
import { eyes, mouth, type Skull } from './face.ts';
import type { Subject } from './subject.ts';

const TONGUES: readonly (readonly [x: number, z: number, height: number, width: number, beat: number])[] = [
  [0, 0, 1, 1, 0],
  [-17, 3, 0.62, 0.56, 0.35],
  [17, 2, 0.7, 0.56, 0.7],
  [3, -15, 0.74, 0.56, 0.15],
  [-4, 15, 0.5, 0.5, 0.55],
];
const PALE: Rgb = [255, 244, 190];

export const flame: Subject = {
  build: 'floating',
  main: [246, 100, 34],
  accent: [255, 196, 58],
  view: { front: 0.15, side: 0.6 },
  parts: (root, pose, { main, accent }) => {
    const size = 1 + 0.16 * pose.strike;
    const body = joint(root, [0, 2, 0], { x: pose.pitch * 0.8 + 0.14 * pose.strike, z: pose.roll }, [size, size, size]);
    const skull: Skull = { frame: body, at: [0, 17, 0], radii: [19, 16.5, 18] };
    const fire = (surface: Material, glow: number): Material => ({ ...surface, glow });
    const heart: Rgb = mix(accent.base, PALE, 0.7);
    const inner = layer(body, pose, 0.68, 1.5);
    const core = layer(body, pose, 0.4, 2.5);
    const marks: readonly Mark[] = [
      mark(fire(accent, 0.75), ball(body, [0, 14.5, 6], [14.5, 13, 12])),
      ...inner.map((solid) => mark(fire(accent, 0.75), solid)),
      ...core.map((solid) => mark(material(heart, 0, 1), solid)),
      mark(material(heart, 0, 1), ball(body, [0, 11, 9], [9.5, 8, 9])),
      ...eyes(skull, { apart: 0.36, up: 0.02, width: 2.7, height: 4.4, blink: pose.blink }),
      ...mouth(skull, -0.26, 3, Math.max(pose.mouth, pose.strike)),
    ];
    const solids = [ball(body, skull.at, skull.radii), ...layer(body, pose, 1, 0)];
    return [part(fire(main, 0.45), solids, { blend: 4, marks }), ...embers(root, pose, accent)];
  },
};

/** Tongues that lick upwards; an inner layer has the same ones, smaller. */
function layer(body: Joint, pose: Pose, size: number, front: number): readonly Solid[] {
  return TONGUES.slice(0, size < 0.5 ? 1 : 5).map(([x, z, height, width, beat]): Limb => {
    const turn = 2 * Math.PI * (pose.sway + beat);
    const tall = height * size * (1 + 0.1 * pose.swing * Math.sin(turn * 2));
    const radii = [13, 10.5, 6.4, 1.4];
    const nodes = radii.map((radius, i) => {
      const up = i / 3;
      const bow = 3.4 * up * pose.swing * Math.sin(turn - up * 2.6);
      const local: Vec = [
        x * (0.9 - 0.3 * up) * size + bow * size,
        14 * size + 6 * (1 - size) + up * 44 * tall,
        z * size + front * 5 - up * pose.wind * 12,
      ];
      return { at: joint(body, local).at, radius: radius * width * size };
    });
    return { kind: 'limb', nodes };
  });
}

/** Sparks that rise beside the fire and go out; each lives one cycle, one after the other. */
function embers(root: Joint, pose: Pose, surface: Material): readonly Part[] {
  const far = 4 + 10 * Math.max(0, pose.strike);
  return [-19, 17, -14, 21].map((side, i) => {
    const age = (pose.sway + i * 0.27) % 1;
    const radius = 2.5 * Math.sin(Math.PI * age) + 0.2;
    const x = side + Math.sign(side) * far * age - side * 0.5 * age * age;
    const at: Vec = [x, 24 + 38 * age, -6 - pose.wind * 16 * age];
    return part({ ...surface, glow: 0.8 }, [ball(root, at, [radius, radius, radius])], {
      line: 0.9 * Math.sin(Math.PI * age),
    });
  });
}
