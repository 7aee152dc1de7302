import { expect, test } from 'vitest';
import { rgba } from '../color.ts';
import { BLEND_MODES, type BlendMode } from '../sprite.ts';
import { blenderOf } from './blendColors.ts';

/**
 * Digests (FNV-1a over whole colours) of 40,000 answers of each mode, made with Aseprite's own formulas
 * (doc/blend_funcs.cpp, MIT) compiled by GCC, from the colours that `examples` gives.
 */
const ASEPRITE: Readonly<Record<BlendMode, number>> = {
  normal: 0x25a9047b,
  multiply: 0x090a45b8,
  screen: 0xe49d33e5,
  overlay: 0xae06e0dc,
  darken: 0x721c605b,
  lighten: 0x19a62f76,
  color_dodge: 0x144741a5,
  color_burn: 0x4111009a,
  hard_light: 0x343b19a4,
  soft_light: 0xdd5c788c,
  difference: 0xcbdb70bd,
  exclusion: 0x9e568a31,
  hue: 0x60f1b364,
  saturation: 0x82c2feb4,
  color: 0x27c1269d,
  luminosity: 0x0eaffe42,
  addition: 0x993ff694,
  subtract: 0x3104e721,
  divide: 0x7505dde4,
};

/** Random colours in which 0, 128 and 255 are frequent; the generator is that of Numerical Recipes. */
function examples(): () => number {
  let state = 20261122;
  const byte = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const value = state >>> 16;
    const kind = (value >> 8) & 7;
    return kind === 0 ? 0 : kind === 1 ? 255 : kind === 2 ? 128 : value & 255;
  };
  return byte;
}

test.each(BLEND_MODES)('%s gives the very integers of Aseprite', (mode) => {
  const blend = blenderOf(mode);
  const byte = examples();
  const color = (): number => rgba(byte(), byte(), byte(), byte());
  let digest = 2166136261;
  for (let i = 0; i < 40_000; i++) {
    const backdrop = color();
    const source = color();
    digest = Math.imul(digest ^ blend(backdrop, source, byte()), 16777619);
  }
  expect(digest >>> 0).toBe(ASEPRITE[mode]);
});

test('a gray layer in hue mode reddens what lies below, as it does in Aseprite', () => {
  expect(blenderOf('hue')(rgba(0, 100, 200), rgba(90, 90, 90), 255)).toBe(rgba(144, 53, 53));
});

test('a colour mode shows the plain layer where nothing lies below', () => {
  for (const mode of BLEND_MODES) expect(blenderOf(mode)(0, rgba(10, 20, 30), 128)).toBe(rgba(10, 20, 30, 128));
});
