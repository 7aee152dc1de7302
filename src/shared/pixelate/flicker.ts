import { AT_REST, type SettledFrame } from './settle.ts';

export interface Flicker {
  /**
   * Of the cells that are opaque in two frames and at rest from one to the next (by less than 0.01 in OKLab), how many in a
   * thousand change their entry all the same.
   */
  readonly share: number;
  /** For each cell over all frames: 255 where it changes every time that it is at rest. */
  readonly map: Uint8Array;
}

export function flicker(frames: readonly SettledFrame[], indices: readonly Uint8Array[]): Flicker {
  const cells = indices[0]?.length ?? 0;
  const [still, changed] = [new Uint32Array(cells), new Uint32Array(cells)];
  for (const [t, frame] of frames.entries()) {
    const [before, now] = [indices[t - 1], indices[t]];
    if (!before || !now) continue;
    for (let cell = 0; cell < cells; cell++) {
      if (frame.still[cell] !== AT_REST) continue;
      still[cell] = (still[cell] ?? 0) + 1;
      if (now[cell] !== before[cell]) changed[cell] = (changed[cell] ?? 0) + 1;
    }
  }
  const [all, restless] = [sum(still), sum(changed)];
  return {
    share: all === 0 ? 0 : (1000 * restless) / all,
    map: Uint8Array.from(changed, (count, cell) => Math.round((255 * count) / Math.max(1, still[cell] ?? 0))),
  };
}

function sum(values: Uint32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
