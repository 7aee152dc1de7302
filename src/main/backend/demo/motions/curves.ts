import type { Step } from '../pose.ts';

/** A wave of `times` periods per cycle. */
export function wave(phase: number, times = 1, offset = 0): number {
  return Math.sin(2 * Math.PI * (phase * times + offset));
}

/** Where in the cycle a later or earlier limb is. */
export function wrapped(phase: number): number {
  return phase - Math.floor(phase);
}

/** A smooth way through key values: each key is [phase, value], phases rising from 0 to 1. */
export function keys(phase: number, ...stops: readonly (readonly [phase: number, value: number])[]): number {
  let from = stops[0] ?? [0, 0];
  for (const to of stops) {
    if (phase < to[0]) {
      const share = (phase - from[0]) / (to[0] - from[0]);
      return from[1] + (to[1] - from[1]) * share * share * (3 - 2 * share);
    }
    from = to;
  }
  return from[1];
}

/** 0 outside of the span, rising to 1 in its middle. */
export function pulse(phase: number, from: number, to: number): number {
  const share = (phase - from) / (to - from);
  return share > 0 && share < 1 ? Math.sin(Math.PI * share) ** 2 : 0;
}

/**
 * One foot of a gait: on the ground it slides back evenly, then swings forward through the air. Phase 0 is the moment
 * it touches down in front.
 */
export function footfall(phase: number, ground: number): Step {
  const at = wrapped(phase);
  if (at < ground) return { reach: 1 - (2 * at) / ground, lift: 0 };
  const air = (at - ground) / (1 - ground);
  return { reach: -Math.cos(Math.PI * air), lift: Math.sin(Math.PI * air) };
}
