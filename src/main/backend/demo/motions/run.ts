import type { Pose, Puff } from '../pose.ts';
import { footfall, keys, pulse, wave, wrapped } from './curves.ts';
import { type Build, limbs, type Motion } from './motion.ts';

export const run: Motion = {
  seconds: 0.625,
  side: 1,
  pose: (phase, build) => ({ sway: phase, ...GAITS[build](phase) }),
};

const GAITS: Readonly<Record<Build, (phase: number) => Partial<Pose>>> = {
  biped: (phase) => {
    const stroke = -1.3 * Math.cos(2 * Math.PI * phase);
    return {
      legs: { left: stride(phase), right: stride(phase + 0.5) },
      arms: limbs(stroke, -stroke, 0.35),
      rise: 2.2 * (1 + wave(phase, 2, -0.35)),
      bob: 0.8 * wave(phase, 2, -0.3),
      pitch: 0.28,
      roll: 0.06 * wave(phase, 1, 0.2),
      nod: -0.12 + 0.06 * wave(phase, 2),
      flap: wave(phase, 1, 0.2),
      swing: 1.8,
      wind: 0.9,
      puffs: [puff(phase), puff(phase + 0.5)],
    };
  },
  /** A bound: the hind legs push, the front legs reach, the back bends and stretches. */
  quadruped: (phase) => ({
    legs: { left: gallop(phase), right: gallop(phase - 0.1) },
    arms: { left: gallop(phase - 0.52), right: gallop(phase - 0.42) },
    rise: 2.6 * (1 + wave(phase, 1, 0.28)),
    bob: 0.7 * wave(phase, 2),
    pitch: 0.13 * wave(phase, 1, 0.02),
    nod: -0.05 + 0.1 * wave(phase, 1, 0.4),
    flap: wave(phase),
    swing: 1.5,
    wind: 0.9,
    puffs: [puff(phase - 0.35)],
  }),
  blob: (phase) => ({
    rise: 11 * pulse(phase, 0.22, 0.8),
    stretch: keys(phase, [0, 0.98], [0.12, 0.74], [0.32, 1.24], [0.52, 1.02], [0.72, 1.2], [0.86, 0.72], [1, 0.98]),
    pitch: keys(phase, [0, 0.1], [0.3, 0.34], [0.7, -0.05], [1, 0.1]),
    swing: 1.8,
    wind: 0.8,
    puffs: [puff(phase - 0.2, 17)],
  }),
  floating: (phase) => ({
    rise: 3 + 1.6 * wave(phase),
    pitch: 0.36,
    roll: 0.06 * wave(phase),
    arms: limbs(-0.7 + 0.2 * wave(phase), -0.7 - 0.2 * wave(phase)),
    flap: wave(phase, 1, 0.25),
    swing: 2,
    wind: 1,
  }),
};

function stride(phase: number): { readonly reach: number; readonly lift: number } {
  const step = footfall(phase, 0.36);
  return { reach: step.reach * 1.45, lift: step.lift * 1.9 };
}

function gallop(phase: number): { readonly reach: number; readonly lift: number } {
  const step = footfall(phase, 0.4);
  return { reach: step.reach * 1.7, lift: step.lift * 1.5 };
}

/** Kicked up when a foot leaves the ground. */
function puff(phase: number, away = 0): Puff {
  const age = wrapped(phase - 0.38) / 0.7;
  return { back: 7 + away + 17 * age, age };
}
