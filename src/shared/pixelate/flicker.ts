import { kernel } from './kernel/kernel.ts';
import type { SettledFrame } from './settle.ts';

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
  const [restsAt, changesAt] = [
    kernel.put('rests', new Uint32Array(cells)),
    kernel.put('changes', new Uint32Array(cells)),
  ];
  for (const [t, { still }] of frames.entries()) {
    const [before, now] = [indices[t - 1], indices[t]];
    if (!before || !now) continue;
    const [stillAt, beforeAt] = [kernel.put('cellStill', still), kernel.put('indicesBefore', before)];
    kernel.call.countFlicker(stillAt, beforeAt, kernel.put('indices', now), cells, restsAt, changesAt);
  }
  const [mapAt, totalsAt] = [kernel.room('cellMap', cells), kernel.put('totals', new Float64Array(2))];
  kernel.call.flickerMap(restsAt, changesAt, cells, mapAt, totalsAt);
  const [rests = 0, changes = 0] = kernel.view(Float64Array, totalsAt, 2);
  return { share: rests === 0 ? 0 : (1000 * changes) / rests, map: kernel.copy(Uint8Array, mapAt, cells) };
}
