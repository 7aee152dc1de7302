import { chance, scramble } from '../random.ts';

const LENGTH = 1 << 17;
const STRENGTH = 4;

/** A strip of noise around 0, triangular, in 0 to 255 steps. */
export function createGrain(seed: number): Float32Array {
  return Float32Array.from(
    { length: LENGTH },
    (_, i) => (chance(seed, 2 * i) + chance(seed, 2 * i + 1) - 1) * STRENGTH,
  );
}

/** Rounds a painted picture (three values a pixel) to bytes with grain over it: another piece of the strip each frame. */
export function develop(colors: Float32Array, grain: Float32Array, frame: number): Uint8Array {
  const bytes = new Uint8Array(colors.length);
  let from = scramble(frame);
  for (let i = 0; i < colors.length; from++) {
    const speck = (grain[from & (LENGTH - 1)] ?? 0) + 0.5;
    for (const end = i + 3; i < end; i++) {
      const value = (colors[i] ?? 0) + speck;
      bytes[i] = value <= 0 ? 0 : value >= 255 ? 255 : value;
    }
  }
  return bytes;
}
