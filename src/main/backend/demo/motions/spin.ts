import { pulse, wave } from './curves.ts';
import { limbs, type Motion } from './motion.ts';

/** Once around on the spot, arms out, two small hops on the way. */
export const spin: Motion = {
  seconds: 1.25,
  side: 0.2,
  pose: (phase, build) => ({
    sway: phase,
    yaw: 2 * Math.PI * phase,
    rise: (build === 'floating' ? 3 : 0) + 3 * (pulse(phase, 0.05, 0.5) + pulse(phase, 0.55, 1)),
    stretch: 1 + 0.04 * wave(phase, 2, 0.8),
    roll: 0.05 * wave(phase),
    legs: limbs(0.3 * wave(phase, 2), -0.3 * wave(phase, 2)),
    arms: limbs(0.25, 0.25, 0.75),
    flap: 0.3 + 0.3 * wave(phase, 2),
    swing: 1.7,
    wind: 0.3,
  }),
};
