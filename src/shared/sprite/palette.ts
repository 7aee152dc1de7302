import { alpha, blue, fromHex, green, red } from './color.ts';
import type { Palette, Sprite } from './sprite.ts';

/** Our own 32 colours: eight ramps that share their darkest and lightest steps. Entry 0 is transparent. */
const CELADON = `
  00000000 171a1c 2b3136 49545b 738289 a5b3b5 d5dfdc f7faf3
  2a1a2e 4f2440 843049 bd4a4a e07a52 f2b36b fae3a1 3c2a21
  6b4630 9b6b43 c99a66 1c2b4a 27508a 3a86c4 6cc3e0 b8ecec
  173a35 1f6650 3f9a63 86c97a cfe8a0 3b2a6b 7350b4 c490dc
`;

export const DEFAULT_PALETTE: Palette = paletteOf(
  CELADON.trim()
    .split(/\s+/)
    .map((hex) => fromHex(hex) ?? 0),
);

export function paletteOf(colors: readonly number[]): Palette {
  return { colors, names: new Map() };
}

/** The palette that frame number `index` is seen with: the latest change at or before it. */
export function paletteAt(sprite: Sprite, index: number): Palette {
  for (let i = Math.min(index, sprite.frames.length - 1); i >= 0; i--) {
    const frame = sprite.frames[i];
    const change = frame && sprite.paletteChanges.get(frame.id);
    if (change) return change;
  }
  return sprite.palette;
}

/** Entries that a pixel of an indexed sprite can name, in its one byte. A palette may have more. */
export const INDEXED_ENTRIES = 256;

/**
 * The entry nearest to an RGBA colour that a pixel can name, by squared RGB distance; `except` (the transparent entry) is
 * never chosen.
 */
export function nearestEntry(colors: readonly number[], color: number, except = -1): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < Math.min(colors.length, INDEXED_ENTRIES); i++) {
    const entry = colors[i] ?? 0;
    if (i === except) continue;
    const distance =
      (red(entry) - red(color)) ** 2 +
      (green(entry) - green(color)) ** 2 +
      (blue(entry) - blue(color)) ** 2 +
      (alpha(entry) - alpha(color)) ** 2;
    if (distance < least) {
      least = distance;
      best = i;
    }
  }
  return Math.max(best, 0);
}
