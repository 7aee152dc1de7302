import { keys, pulse } from './curves.ts';
import { limbs, type Motion } from './motion.ts';

/** Draw back slowly, strike fast, hold, return. */
export const attack: Motion = {
  seconds: 1.25,
  side: 1,
  pose: (phase, build) => {
    const strike = keys(phase, [0, 0], [0.3, -1], [0.36, -1], [0.45, 1], [0.62, 0.92], [0.9, 0], [1, 0]);
    const forward = Math.max(0, strike);
    const soft = build === 'blob' ? 2.2 : 1;
    return {
      sway: phase,
      strike,
      burst: (phase - 0.38) / 0.34,
      shift: strike * (strike > 0 ? 8.5 : 3.5),
      rise: build === 'floating' ? 2 : 0,
      bob: -1.6 * Math.abs(strike),
      pitch: strike * (strike > 0 ? 0.24 : 0.16),
      stretch: 1 + soft * keys(phase, [0, 0], [0.3, -0.07], [0.42, 0.07], [0.55, -0.03], [0.9, 0], [1, 0]),
      legs: limbs(0.9 * strike, -0.8 * forward),
      arms: limbs(-0.6 * strike, strike * 1.2, 0.2 + 0.3 * Math.abs(strike)),
      flap: keys(phase, [0, -0.8], [0.3, 1], [0.46, -1], [0.7, 0.1], [1, -0.8]),
      nod: -0.1 * strike,
      mouth: pulse(phase, 0.34, 0.8),
      blink: pulse(phase, 0.82, 0.98),
      swing: 1 + Math.abs(strike),
      wind: forward * 0.8,
    };
  },
};
