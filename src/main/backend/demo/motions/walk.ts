import type { Pose } from '../pose.ts';
import { footfall, keys, pulse, wave } from './curves.ts';
import { type Build, limbs, type Motion } from './motion.ts';

export const walk: Motion = {
  seconds: 1,
  side: 0.85,
  pose: (phase, build) => ({ sway: phase, blink: pulse(phase, 0.8, 1), ...GAITS[build](phase) }),
};

const GAITS: Readonly<Record<Build, (phase: number) => Partial<Pose>>> = {
  biped: (phase) => {
    const stroke = -0.75 * Math.cos(2 * Math.PI * phase);
    return {
      legs: { left: footfall(phase, 0.56), right: footfall(phase + 0.5, 0.56) },
      arms: limbs(stroke, -stroke),
      bob: 1.3 * wave(phase, 2, -0.3),
      roll: 0.05 * wave(phase, 1, 0.2),
      pitch: 0.06,
      nod: 0.05 * wave(phase, 2, 0.1),
      flap: -0.6 + 0.2 * wave(phase, 2),
      swing: 1.2,
      wind: 0.25,
    };
  },
  /** Left hind, left front, right hind, right front: a quarter of the cycle apart. */
  quadruped: (phase) => ({
    legs: { left: footfall(phase, 0.62), right: footfall(phase - 0.5, 0.62) },
    arms: { left: footfall(phase - 0.25, 0.62), right: footfall(phase - 0.75, 0.62) },
    bob: 0.9 * wave(phase, 2, 0.05),
    pitch: 0.025 * wave(phase, 2, 0.3),
    nod: 0.08 * wave(phase, 2, 0.15),
    flap: -0.5 + 0.2 * wave(phase, 2),
    swing: 1.3,
  }),
  blob: (phase) => ({
    rise: 9 * pulse(phase, 0.3, 0.74),
    stretch: keys(phase, [0, 1], [0.18, 0.8], [0.36, 1.2], [0.52, 1], [0.68, 1.14], [0.8, 0.76], [0.91, 1.07], [1, 1]),
    pitch: keys(phase, [0, 0], [0.18, -0.1], [0.36, 0.16], [0.7, -0.06], [1, 0]),
    swing: 1.3,
    wind: 0.2,
  }),
  floating: (phase) => ({
    rise: 2.4 + 2.4 * wave(phase),
    pitch: 0.13 + 0.05 * wave(phase, 1, 0.25),
    roll: 0.05 * wave(phase),
    arms: limbs(0.4 * wave(phase), -0.4 * wave(phase)),
    flap: wave(phase),
    swing: 1.6,
    wind: 0.5,
  }),
};
