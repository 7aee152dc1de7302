import { pulse, wave } from './curves.ts';
import { limbs, type Motion } from './motion.ts';

/** Wing beats that carry the body; fish swim so, ghosts drift so, everyone else soars. */
export const fly: Motion = {
  seconds: 5 / 6,
  side: 0.9,
  pose: (phase, build) => ({
    sway: phase,
    rise: 9 - 3.4 * wave(phase, 1, -0.12),
    pitch: build === 'biped' ? 0.42 : 0.16,
    roll: 0.03 * wave(phase, 1, 0.3),
    tuck: 0.75,
    legs: limbs(-1.1 + 0.15 * wave(phase), -1.2 + 0.15 * wave(phase, 1, 0.3)),
    arms: limbs(0.8, 1, 0.55),
    flap: wave(phase, 1, 0.05),
    nod: -0.22 + 0.05 * wave(phase, 1, 0.4),
    blink: pulse(phase, 0.82, 1),
    swing: 1.5,
    wind: 0.9,
  }),
};
