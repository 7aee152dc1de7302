import type { Pose } from '../pose.ts';
import { pulse, wave } from './curves.ts';
import { type Build, limbs, type Motion } from './motion.ts';

/** Breathing, a blink, a look aside. */
export const idle: Motion = {
  seconds: 5 / 3,
  side: 0.35,
  pose: (phase, build) => ({
    sway: phase,
    blink: Math.min(1, 1.3 * pulse(phase, 0.58, 0.72)),
    look: 0.12 * wave(phase, 1, 0.1),
    nod: 0.04 * wave(phase, 1, 0.2),
    ...BREATHS[build](phase),
  }),
};

const BREATHS: Readonly<Record<Build, (phase: number) => Partial<Pose>>> = {
  biped: (phase) => ({
    bob: 0.9 * wave(phase),
    stretch: 1 + 0.018 * wave(phase),
    arms: limbs(0.1 * wave(phase, 1, -0.1), 0.1 * wave(phase, 1, -0.15)),
    flap: -1 + 0.2 * pulse(phase, 0.1, 0.4),
  }),
  quadruped: (phase) => ({ bob: 0.7 * wave(phase), stretch: 1 + 0.014 * wave(phase), flap: -0.7 + 0.15 * wave(phase) }),
  blob: (phase) => ({ stretch: 1 + 0.075 * wave(phase), roll: 0.03 * wave(phase, 1, 0.25) }),
  floating: (phase) => ({
    rise: 2.2 + 2.2 * wave(phase),
    stretch: 1 + 0.025 * wave(phase, 1, 0.2),
    roll: 0.03 * wave(phase, 1, 0.3),
    arms: limbs(0.25 * wave(phase, 1, 0.3), 0.25 * wave(phase, 1, 0.3)),
    flap: wave(phase, 2),
  }),
};
