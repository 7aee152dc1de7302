import { keys, pulse } from './curves.ts';
import { limbs, type Motion } from './motion.ts';

const TAKEOFF = 0.26;
const LANDING = 0.72;

/** Crouch, push, flight on a parabola, landing that gives way, recovery. */
export const jump: Motion = {
  seconds: 1.25,
  side: 0.6,
  pose: (phase, build) => {
    const air = (phase - TAKEOFF) / (LANDING - TAKEOFF);
    const flight = air > 0 && air < 1 ? 4 * air * (1 - air) : 0;
    const soft = build === 'blob' ? 1.6 : 1;
    const squash = keys(
      phase,
      [0, 0],
      [0.17, -0.15],
      [0.27, 0.15],
      [0.48, 0],
      [0.7, 0.1],
      [0.79, -0.19],
      [0.9, 0.04],
      [1, 0],
    );
    const landing = build === 'blob' ? 25 : 13;
    const raise = keys(phase, [0, 0], [0.17, -0.7], [0.32, 1.5], [0.6, 1.2], [0.8, -0.2], [1, 0]);
    return {
      sway: phase,
      rise: 17 * flight,
      bob: keys(phase, [0, 0], [0.17, -4.5], [TAKEOFF, 1], [0.7, 0.5], [0.79, -5], [0.92, 0.6], [1, 0]),
      stretch: 1 + squash * soft,
      pitch: keys(phase, [0, 0], [0.17, 0.2], [0.3, -0.08], [0.6, 0.06], [0.79, 0.16], [1, 0]),
      tuck: flight * 0.9,
      legs: limbs(0.5 * flight, -0.35 * flight),
      arms: limbs(raise, raise, Math.max(0, raise)),
      flap: keys(
        phase,
        [0, -1],
        [0.17, 0.9],
        [0.3, -0.9],
        [0.42, 0.9],
        [0.54, -0.7],
        [0.66, 0.9],
        [0.8, -0.8],
        [1, -1],
      ),
      nod: keys(phase, [0, 0], [0.17, 0.18], [0.3, -0.22], [0.6, 0], [0.79, 0.16], [1, 0]),
      mouth: pulse(phase, 0.24, 0.76),
      swing: 1 + flight,
      blink: pulse(phase, 0.74, 0.9),
      puffs:
        phase > LANDING
          ? [-1, 1].map((side) => ({ back: side * (landing + 14 * (phase - LANDING)), age: (phase - LANDING) / 0.24 }))
          : [],
    };
  },
};
