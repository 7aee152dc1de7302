import type { PixelClip } from '../../pixelClip.ts';
import type { Sprite } from '../../sprite.ts';
import { addColors, setPalette } from '../paletteEdits.ts';
import { setColorMode } from '../spriteEdits.ts';

/**
 * lock: the sprite's palette stays, and an indexed sprite takes the nearest entries; merge: the clip's colours join it
 * as far as there is room; replace: the clip's palette takes its place, and what is drawn takes the nearest entries.
 */
export const PALETTE_CHOICES = ['lock', 'merge', 'replace'] as const;
export type PaletteChoice = (typeof PALETTE_CHOICES)[number];

/** The sprite with the palette that a clip is put in with. */
export function withClipPalette(sprite: Sprite, clip: PixelClip, choice: PaletteChoice): Sprite {
  if (choice === 'lock') return sprite;
  if (choice === 'merge') return addColors(clip.palette.slice(1))(sprite);
  const palette = { colors: clip.palette, names: new Map() };
  if (sprite.colorMode !== 'indexed') return setPalette(palette)(sprite);
  // Drawn pixels keep their colours as nearly as they can, not their numbers.
  return setColorMode('indexed')(setPalette(palette)(setColorMode('rgba')(sprite)));
}
