import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { rgba } from '../../sprite/color.ts';
import type { Palette } from '../../sprite/sprite.ts';
import { encodeUtf8 } from '../utf8.ts';
import { decodePalette, PALETTE_FORMATS, type PaletteFormat } from './paletteFormats.ts';
import { colorsInText } from './paletteText.ts';

const LONG = process.env.CELKILN_LONG === '1';
const seed = 20261122;

const formats: readonly PaletteFormat[] = ['gpl', 'jasc', 'riff', 'act', 'hex', 'swatches', 'aco', 'paintnet'];
/** What a format keeps besides red, green and blue. */
const keeps: Record<PaletteFormat, { readonly alpha: boolean; readonly names: boolean }> = {
  gpl: { alpha: true, names: true },
  jasc: { alpha: true, names: false },
  riff: { alpha: false, names: false },
  act: { alpha: false, names: false },
  hex: { alpha: true, names: false },
  swatches: { alpha: false, names: true },
  aco: { alpha: false, names: true },
  paintnet: { alpha: true, names: false },
};

const arbitraryPalette: fc.Arbitrary<Palette> = fc
  .record({
    colors: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 256 }),
    names: fc.array(fc.tuple(fc.nat(20), fc.stringMatching(/^[A-Za-z가-힣]{1,9}$/)), { maxLength: 3 }),
  })
  .map(({ colors, names }) => ({ colors, names: new Map(names.filter(([entry]) => entry < colors.length)) }));

function kept(format: PaletteFormat, { colors, names }: Palette): Palette {
  const { alpha, names: withNames } = keeps[format];
  return {
    colors: alpha ? colors : colors.map((color) => (color | 0xff000000) >>> 0),
    names: withNames ? names : new Map(),
  };
}

for (const format of formats) {
  test(`${format}: what is written is read again, and recognized without a name`, () => {
    const { read, write, extension } = PALETTE_FORMATS[format];
    fc.assert(
      fc.property(arbitraryPalette, (original) => {
        const palette = kept(format, original);
        const bytes = write(palette);
        expect(read(bytes)).toEqual(palette);
        expect(decodePalette(bytes, `.${extension.toUpperCase()}`)).toEqual(palette);
      }),
      { numRuns: LONG ? 1000 : 40, seed },
    );
  });
}

const [RED, SKY] = [rgba(255, 0, 0), rgba(99, 155, 255)];
const text = (...lines: string[]) => encodeUtf8(lines.join('\n'));
const colors = (bytes: Uint8Array, extension?: string) => decodePalette(bytes, extension).colors;

test('files as other programs write them are read', () => {
  const gpl = decodePalette(
    text('GIMP Palette', 'Name: Sea', 'Columns: 8', '# made by hand', '255   0   0', ' 99 155 255\tsky blue'),
  );
  expect(gpl).toEqual({ colors: [RED, SKY], names: new Map([[1, 'sky blue']]) });
  expect(colors(text('\ufeffJASC-PAL', '0100', '2', '255 0 0', '99 155 255', ''))).toEqual([RED, SKY]);
  expect(colors(text('ff0000', '#639BFF', ''), 'hex')).toEqual([RED, SKY]);
  expect(colors(text('; paint.net Palette File', 'FFFF0000', '80639BFF ; sky'))).toEqual([
    RED,
    rgba(99, 155, 255, 128),
  ]);
});

test('swatches of other colour models are converted', () => {
  const block = (model: string, ...values: number[]) => {
    const view = new DataView(new ArrayBuffer(4 * values.length));
    values.forEach((value, i) => {
      view.setFloat32(4 * i, value);
    });
    const body = [0, 1, 0, 0, ...encodeUtf8(model), ...new Uint8Array(view.buffer), 0, 2];
    return [0, 1, 0, 0, 0, body.length, ...body];
  };
  const blocks = [block('CMYK', 0, 1, 1, 0), block('Gray', 0.5), block('LAB ', 0.5329, 80.81, 69.89)];
  const file = Uint8Array.from([...encodeUtf8('ASEF'), 0, 1, 0, 0, 0, 0, 0, 3, ...blocks.flat()]);
  const [cmyk, gray, lab] = colors(file);
  expect([cmyk, gray]).toEqual([RED, rgba(128, 128, 128)]);
  // The red of sRGB in L*a*b* under D50 is 54.3, 80.8, 69.9.
  expect((lab ?? 0) & 255).toBeGreaterThan(245);
  expect(((lab ?? 0) >>> 8) & 255).toBeLessThan(12);
  const aco = (space: number, ...words: number[]) =>
    Uint8Array.from([0, 1, 0, 1, ...[space, ...words].flatMap((word) => [(word >> 8) & 255, word & 255])]);
  expect(colors(aco(1, 0, 65535, 65535, 0))).toEqual([RED]);
  expect(colors(aco(2, 65535, 0, 0, 65535))).toEqual([RED]);
  expect(colors(aco(8, 5000, 0, 0, 0))).toEqual([rgba(128, 128, 128)]);
  expect(() => colors(aco(3, 0, 0, 0, 0))).toThrow('ACO palette, byte 14: colour space 3');
});

test('a colour table says which entry is transparent', () => {
  const palette: Palette = { colors: [RED, rgba(9, 9, 9, 0), SKY], names: new Map() };
  expect(colors(PALETTE_FORMATS.act.write(palette), 'act')).toEqual(palette.colors);
  expect(colors(new Uint8Array(768))).toHaveLength(256);
});

test('colours are found in pasted text', () => {
  expect(colorsInText('Sea: #f00, #639bff and 0x639BFF;')).toEqual([RED, SKY, SKY]);
  expect(colorsInText('["ff0000", "639bff80"]')).toEqual([RED, rgba(99, 155, 255, 128)]);
  expect(colorsInText('color: rgb(255, 0, 0); b: rgba(99 155 255 / 50%)')).toEqual([RED, rgba(99, 155, 255, 128)]);
  expect(colorsInText('255 0 0\n99, 155, 255\n300 1 1')).toEqual([RED, SKY]);
  expect(colorsInText('(255, 0, 0) red\n [99; 155; 255],')).toEqual([RED, SKY]);
  expect(colorsInText('a cat walks over 3 roofs')).toEqual([]);
  expect(colorsInText('at 10:20:30 it had walked 3, 4 and 5 miles, or 3 4 5')).toEqual([]);
  expect(() => decodePalette(text('nothing here'))).toThrow('no colours were found');
});

test('what a format cannot hold is refused', () => {
  const large: Palette = { colors: Array(300).fill(RED), names: new Map() };
  expect(() => PALETTE_FORMATS.act.write(large)).toThrow('Cannot write ACT palette: 300 colours; 256 are possible');
  expect(() => decodePalette(text('JASC-PAL', '0100', '9', '1 2 3'))).toThrow('9 colours are announced, 1 found');
  expect(() => decodePalette(text('JASC-PAL', '0100', '-1', '1 2 3', '4 5 6'))).toThrow('-1 colours are announced');
  expect(() => decodePalette(text('GIMP Palette', '# nothing yet'))).toThrow('no colours were found in the file');
  expect(() => decodePalette(text('JASC-PAL', '0100', '0'))).toThrow('no colours were found in the file');
  expect(() => decodePalette(text('GIMP Palette', '1 2 300'))).toThrow('"1 2 300" is not a colour');
});
