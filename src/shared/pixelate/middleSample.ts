import type { CellGather } from './cellGather.ts';
import { type CellSamples, SHARE } from './cellSamples.ts';

/** Takes of each cell the one sample that is nearest to its middle, and no other. */
export function middleSample(
  { colors, spots }: Pick<CellGather, 'colors' | 'spots'>,
  side: number,
): (count: number, out: CellSamples, at: number) => void {
  const middle = side >> 1;
  const far = Float32Array.from(
    { length: side * side },
    (_, spot) => (Math.floor(spot / side) - middle) ** 2 + ((spot % side) - middle) ** 2 + spot / (side * side * 8),
  );
  return (count, out, at) => {
    let best = 0;
    for (let i = 1; i < count; i++) if ((far[spots[i] ?? 0] ?? 0) < (far[spots[best] ?? 0] ?? 0)) best = i;
    for (let k = 0; k < 3; k++) out[at + k] = out[at + 3 + k] = colors[3 * best + k] ?? 0;
    out[at + SHARE] = 1;
  };
}
