import { fromHex } from '../../src/shared/sprite/color.ts';
import { DEFAULT_PALETTE } from '../../src/shared/sprite/palette.ts';
import type { Palette } from '../../src/shared/sprite/sprite.ts';

/** Our own palettes, by file name. */
export const PALETTES: Readonly<Record<string, Palette>> = {
  'celadon-32': DEFAULT_PALETTE,
  // Twelve steps from soot to white heat; the last four are the cooler stone around the fire.
  'ember-12': named(`
    soot 1b1016, char 39182a, blood 6e2233, brick a83a36, coal d9643a, flame f0a048, straw f8d47e, heat fff5d4,
    slate 2b2a3c, stone 574a5c, clay 8f6a6a, sand cfa184
  `),
  // Four greens, dark to light, for the small screens of long ago.
  'moss-4': named('ink 13241f, leaf 3a5c47, lichen 87a66b, paper e2e8b8'),
};

function named(list: string): Palette {
  const entries = list.split(',').map((entry) => entry.trim().split(' '));
  return {
    colors: entries.map(([, hex = '']) => fromHex(hex) ?? 0),
    names: new Map(entries.map(([name = ''], number) => [number, name])),
  };
}
