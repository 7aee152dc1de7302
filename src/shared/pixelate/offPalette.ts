import { kernel } from './kernel/kernel.ts';
import { colorsToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

export interface OffPalette {
  /** Of the opaque cells, how many in a thousand are more than 0.1 (OKLab) from the entry they got. */
  readonly share: number;
  /** For each cell of each frame: 255 at 0.25 and more. */
  readonly maps: readonly Uint8Array[];
}

/** How far the frames' colours are from what was there. */
export function offPalette(
  frames: readonly SettledFrame[],
  indices: readonly Uint8Array[],
  palette: readonly number[],
): OffPalette {
  const entriesAt = kernel.put('entryColors', colorsToOklab(palette));
  const totalsAt = kernel.put('totals', new Float64Array(2));
  const maps = frames.map(({ colors }, t) => {
    const frame = indices[t] ?? new Uint8Array();
    const [colorsAt, frameAt] = [kernel.put('cellColors', colors), kernel.put('indices', frame)];
    const mapAt = kernel.room('cellMap', frame.length);
    kernel.call.measureOff(colorsAt, frameAt, frame.length, entriesAt, mapAt, totalsAt);
    return kernel.copy(Uint8Array, mapAt, frame.length);
  });
  const [opaque = 0, far = 0] = kernel.view(Float64Array, totalsAt, 2);
  return { share: opaque === 0 ? 0 : (1000 * far) / opaque, maps };
}
