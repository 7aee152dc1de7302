import { colorToOklab } from './oklab.ts';
import type { SettledFrame } from './settle.ts';

/**
 * Gives each opaque cell its palette entry (entry 0 is transparent, the others are the colours), frame by frame. A
 * cell keeps the entry it had while that is at most `steadiness` (OKLab) farther off than the nearest: noise between
 * two entries does not flicker, and real change is not held up. Without any colour all cells are transparent.
 */
export function assignIndices(
  frames: readonly SettledFrame[],
  colors: readonly number[],
  steadiness: number,
): readonly Uint8Array[] {
  const entries = Float32Array.from(colors.map(colorToOklab).flatMap(({ lightness, a, b }) => [lightness, a, b]));
  let before: Uint8Array | undefined;
  return frames.map((frame) => {
    before = assign(frame, entries, before, steadiness);
    return before;
  });
}

function assign(
  { colors, opaque }: SettledFrame,
  entries: Float32Array,
  before: Uint8Array | undefined,
  steadiness: number,
): Uint8Array {
  const indices = new Uint8Array(opaque.length);
  if (entries.length === 0) return indices;
  for (let cell = 0, i = 0; cell < opaque.length; cell++, i += 3) {
    if (opaque[cell] === 0) continue;
    const l = colors[i] ?? 0;
    const a = colors[i + 1] ?? 0;
    const b = colors[i + 2] ?? 0;
    let best = 0;
    let least = Number.POSITIVE_INFINITY;
    for (let k = 0; k < entries.length; k += 3) {
      const dl = l - (entries[k] ?? 0);
      const da = a - (entries[k + 1] ?? 0);
      const db = b - (entries[k + 2] ?? 0);
      const far = dl * dl + da * da + db * db;
      if (far < least) {
        least = far;
        best = k;
      }
    }
    const had = before?.[cell] ?? 0;
    indices[cell] = best / 3 + 1;
    if (had === 0 || had === indices[cell]) continue;
    const k = 3 * (had - 1);
    const far = Math.hypot(l - (entries[k] ?? 0), a - (entries[k + 1] ?? 0), b - (entries[k + 2] ?? 0));
    if (far < Math.sqrt(least) + steadiness) indices[cell] = had;
  }
  return indices;
}
