import { type Material, material, mix } from '../paint/material.ts';
import { joint } from '../rig/joint.ts';
import { type Mark, mark, type Part, part } from '../rig/part.ts';
import { ball, limb } from '../rig/solid.ts';
import { cheeks, eyes, mouth, type Skull } from './face.ts';
import type { Subject } from './subject.ts';

const SHINE = material([255, 255, 255], 0, 1);
const SPLASH_AT = [-0.9, -0.45, 0, 0.45, 0.9] as const;

export const slime: Subject = {
  build: 'blob',
  main: [92, 206, 96],
  accent: [250, 214, 84],
  view: { front: 0.22, side: 0.75 },
  parts: (root, pose, { main, accent }) => {
    const jelly: Material = { ...main, gloss: 0.5 };
    const body = joint(root, [0, 0, 0], { x: pose.pitch, z: pose.roll });
    const wobble = 1.2 * pose.swing * Math.sin(2 * Math.PI * pose.sway);
    const drop = joint(body, [0, 0, 0], { z: 0.02 * wobble });
    const tuft = limb(drop, [0, 31, 0, 5.4], [0.6 * wobble, 36, -0.6, 3.8], [1.6 * wobble, 39.5, -1.6, 2.4]);
    const skull: Skull = { frame: body, at: [0, 15.5, 0], radii: [25, 16, 23] };
    const core: Material = { ...main, base: mix(main.base, main.light, 0.7), shade: mix(main.base, main.light, 0.3) };
    const glow: readonly Mark[] = [
      mark(core, ball(body, [0, 4.4, 15], [13, 3.6, 7])),
      mark(SHINE, ball(drop, [-9.5, 29.5, 12.5], [3.4, 4.8, 3])),
      mark(SHINE, ball(drop, [-14.6, 22, 11], [1.6, 2.2, 2])),
    ];
    const open = Math.max(pose.mouth, pose.strike * 0.9);
    const face = [
      ...cheeks(skull, 0.66, -0.16, 3.2),
      ...eyes(skull, { apart: 0.36, up: 0.12, width: 3.2, height: 4.8, blink: pose.blink }),
      ...mouth(skull, -0.2, 3.6, open),
    ];
    const solids = [ball(body, skull.at, skull.radii), ball(body, [0, 23, 0], [16.5, 13.5, 15.5]), tuft];
    const burst = pose.burst > 0 && pose.burst < 1 ? pose.burst : undefined;
    const drops = burst === undefined ? [] : SPLASH_AT.map((turn) => splash(turn, burst));
    return [part(jelly, solids, { blend: 9, marks: [...glow, ...face] }), ...drops];

    function splash(turn: number, age: number): Part {
      const way = joint(root, [0, 7, 0], { y: turn });
      const size = 3.6 * Math.sin(Math.PI * Math.sqrt(age));
      const height = 9 * age - 18 * age * age;
      return part(turn === 0 ? accent : jelly, [ball(way, [0, height, 27 + 13 * age], [size, size, size])], {
        nearer: 4,
        line: 1.1,
      });
    }
  },
};
