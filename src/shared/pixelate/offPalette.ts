import { colorToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

export interface OffPalette {
  /** Of the opaque cells, how many in a thousand are more than `FAR` from the entry they got. */
  readonly share: number;
  /** For each cell of each frame: 255 at `FARTHEST` and more. */
  readonly maps: readonly Uint8Array[];
}

/** OKLab. */
const FAR = 0.1;
const FARTHEST = 0.25;

/** How far the frames' colours are from what was there. */
export function offPalette(
  frames: readonly SettledFrame[],
  indices: readonly Uint8Array[],
  palette: readonly number[],
): OffPalette {
  const entries = Float32Array.from(palette.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  let [opaque, far] = [0, 0];
  const maps = frames.map(({ colors }, t) => {
    const frame = indices[t] ?? new Uint8Array();
    const map = new Uint8Array(frame.length);
    for (let cell = 0, i = 0; cell < frame.length; cell++, i += 3) {
      const index = frame[cell] ?? 0;
      if (index === 0) continue;
      const l = (colors[i] ?? 0) - (entries[3 * index] ?? 0);
      const a = (colors[i + 1] ?? 0) - (entries[3 * index + 1] ?? 0);
      const b = (colors[i + 2] ?? 0) - (entries[3 * index + 2] ?? 0);
      const distance = Math.sqrt(l * l + a * a + b * b);
      opaque++;
      if (distance > FAR) far++;
      map[cell] = Math.round(255 * Math.min(1, distance / FARTHEST));
    }
    return map;
  });
  return { share: opaque === 0 ? 0 : (1000 * far) / opaque, maps };
}
