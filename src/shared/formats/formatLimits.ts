import { LIMITS } from '../sprite/sprite.ts';

/** What a file may ask for; checked before anything of that size is allocated. */
export const FORMAT_LIMITS = {
  ...LIMITS,
  /** Of a file. */
  fileBytes: 256 * 1024 ** 2,
  /** Of one .aseprite file. */
  chunks: 1_000_000,
  /** Kept although not understood. */
  unknownChunks: 10_000,
  paletteColors: 65_536,
  /** Of all palettes of a file together: 256 for each of the most frames, and some large ones. */
  paletteColorsOfAll: 1_500_000,
  /** Maps and lists inside one another. */
  nesting: 64,
  /** Layers inside one another. */
  layerNesting: 100,
  tilesets: 1000,
  /** Of one list in a property map. */
  vectorElements: 1_000_000,
} as const;
