import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { runToEnd } from '../../src/main/ffmpeg/run.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import type { Animation } from '../../src/shared/formats/animation.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { handmadeBmp } from '../../src/shared/formats/bmp/handmadeBmp.ts';
import { encodeGif } from '../../src/shared/formats/gif/encodeGif.ts';
import { PALETTE_FORMATS, type PaletteFormat } from '../../src/shared/formats/palette/paletteFormats.ts';
import { encodeApng } from '../../src/shared/formats/png/encodeApng.ts';
import { encodePng } from '../../src/shared/formats/png/encodePng.ts';
import { handmadePng } from '../../src/shared/formats/png/handmadePng.ts';
import { PNG_COLOR, type PngHeader } from '../../src/shared/formats/png/pngHeader.ts';
import { packSheet } from '../../src/shared/formats/sheet/packSheet.ts';
import { sheetJson } from '../../src/shared/formats/sheet/sheetJson.ts';
import { encodeUtf8 } from '../../src/shared/formats/utf8.ts';
import type { Zlib } from '../../src/shared/formats/zlib.ts';
import { rgba } from '../../src/shared/sprite/color.ts';

/** Sound files for attacks; always the same. */

const seed = 20261122;

function sampled<Value>(arbitrary: fc.Arbitrary<Value>, numRuns: number): Value[] {
  return fc.sample(arbitrary, { numRuns, seed });
}

export async function sprites(): Promise<Uint8Array[]> {
  // Its texts of all kinds take a second to prepare, which no other parser needs.
  const { arbitrarySprite } = await import('../../src/shared/formats/arbitrarySprite.ts');
  return sampled(arbitrarySprite, 40).map((sprite) => encodeAseprite(sprite, nodeZlib));
}

/** Small animations of few or many colours, whole or half clear, with frames of which parts stay. */
const arbitraryAnimation: fc.Arbitrary<Animation> = fc
  .record({
    width: fc.integer({ min: 1, max: 20 }),
    height: fc.integer({ min: 1, max: 20 }),
    colors: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 400, size: 'large' }),
    moves: fc.array(fc.record({ from: fc.nat(400), count: fc.nat(60), color: fc.nat(399) }), {
      minLength: 1,
      maxLength: 6,
    }),
    loop: fc.constantFrom(0, 1, 2, 65_000),
  })
  .map(({ width, height, colors, moves, loop }) => {
    const color = (i: number): number => colors[i % colors.length] ?? 0;
    let pixels = Uint32Array.from({ length: width * height }, (_, i) => (i % 3 === 0 ? 0 : color(i * i)));
    const frames = moves.map((move, i) => {
      pixels = pixels.slice().fill(color(move.color), move.from, move.from + move.count);
      return { pixels, duration: 20 + 10 * i };
    });
    return { width, height, frames, loop };
  });

export function gifs(): Uint8Array[] {
  return sampled(arbitraryAnimation, 30).map((animation) => encodeGif(animation));
}

export function apngs(): Uint8Array[] {
  return sampled(arbitraryAnimation, 30).map((animation) => encodeApng(animation, nodeZlib));
}

/** Streams that are not packed, so that damage reaches the rows of a PNG. */
export const noZlib: Zlib = {
  inflate(bytes, size) {
    const content = new Uint8Array(size);
    content.set(bytes.subarray(0, size));
    return { content, length: size };
  },
  deflate: (bytes) => bytes,
};

const PNG_KINDS: readonly (readonly [PngHeader['colorType'], readonly number[]])[] = [
  [PNG_COLOR.gray, [1, 2, 4, 8, 16]],
  [PNG_COLOR.rgb, [8, 16]],
  [PNG_COLOR.indexed, [1, 2, 4, 8]],
  [PNG_COLOR.grayAlpha, [8, 16]],
  [PNG_COLOR.rgba, [8, 16]],
];

/** Of every kind, plain and interlaced. */
export function pngs(zlib: Zlib): Uint8Array[] {
  return PNG_KINDS.flatMap(([colorType, depths]) =>
    depths.flatMap((depth) =>
      [false, true].map((interlaced) => {
        const count = 2 ** Math.min(depth, 8);
        const before = colorType === PNG_COLOR.indexed ? ([['PLTE', new Uint8Array(3 * count).fill(77)]] as const) : [];
        const header = { width: 9, height: 7, depth, colorType, interlaced };
        return handmadePng(header, (x, y, channel) => (x * 40_503 + y * 2654 + channel * 77) % 2 ** depth, zlib, {
          before,
          split: 2,
        });
      }),
    ),
  );
}

const FOUR_COLORS = [rgba(0, 0, 0), rgba(255, 0, 0), rgba(0, 255, 0), rgba(10, 20, 30)];

/** Of all depths, packed and not. */
export function bitmaps(): Uint8Array[] {
  const data = Array.from({ length: 60 }, (_, i) => (i * 7) % 4);
  const small = { palette: FOUR_COLORS, width: 7, height: 5 };
  const runs = [2, 1, 0, 3, 2, 3, 1, 0, 0, 0, 0, 2, 1, 0, 1, 2, 0, 1];
  return [
    ...[1, 4, 8].map((bits) => handmadeBmp({ bits, ...small }, data)),
    handmadeBmp({ bits: 8, compression: 1, ...small, width: 5, height: 2 }, runs),
    handmadeBmp({ bits: 4, compression: 2, ...small, width: 6, height: 2 }, [3, 0x12, 0, 3, 0x31, 0x20, 0, 0, 5, 0x30]),
    ...[16, 24, 32].map((bits) => handmadeBmp({ bits, width: 3, height: 5 }, data)),
  ];
}

/** The moov boxes' bodies of movies as ffmpeg writes them: with and without sound, shifts, and tags of colours. */
export async function movieHeaders(): Promise<Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'celkiln-movies-'));
  const file = join(folder, 'movie.mp4');
  const kinds = [
    ['-bf', '0'],
    ['-c:a', 'aac'],
    ['-colorspace', 'bt709', '-bf', '2'],
    ['-f', 'mov', '-profile:v', 'main'],
  ];
  const input = ['-f', 'lavfi', '-i', 'testsrc2=s=32x32:r=12:d=0.5', '-f', 'lavfi', '-i', 'sine=d=0.5'];
  const movies: Uint8Array[] = [];
  try {
    for (const kind of kinds) {
      const maps = kind.includes('aac') ? ['-map', '0', '-map', '1'] : ['-map', '0'];
      const args = ['-v', 'error', '-y', ...input, ...maps, '-pix_fmt', 'yuv420p', ...kind, file];
      await runToEnd(process.env.FFMPEG_BIN ?? 'ffmpeg', args);
      const bytes = await readFile(file);
      const at = bytes.indexOf('moov');
      movies.push(Uint8Array.from(bytes.subarray(at + 4, at - 4 + bytes.readUInt32BE(at - 4))));
    }
    return movies;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Of all three forms. */
export function piskels(): Uint8Array[] {
  const pixels = Uint32Array.from({ length: 12 }, (_, i) => rgba(i * 20, 255 - i, 9, i % 3 === 0 ? 0 : 255));
  const png = encodePng({ width: 6, height: 2, colorMode: 'rgba', pixels }, nodeZlib);
  const base64PNG = `data:image/png;base64,${Buffer.from(png).toString('base64')}`;
  const row = JSON.stringify({ name: 'below', opacity: 1, frameCount: 3, base64PNG });
  const chunks = [{ layout: [[0], [1], [2]], base64PNG }];
  const parts = JSON.stringify({ name: 'above', opacity: 0.5, frameCount: 3, chunks });
  const frames = [
    JSON.stringify([
      ['#ff0000', 'TRANSPARENT'],
      ['rgba(0, 255, 0, 0.5)', 'rgb(0, 255, 0)'],
    ]),
  ];
  const forms = [
    { modelVersion: 2, piskel: { name: 'Cat', fps: 8, width: 2, height: 2, layers: [row, parts] } },
    { modelVersion: 1, piskel: { layers: [JSON.stringify({ name: 'only', frames })] } },
    [[['#f00'], ['#0f0']]],
  ];
  return forms.map((form) => encodeUtf8(JSON.stringify(form)));
}

/** The side of the sheets that `sheets` describes. */
export const SHEET_SIDE = 16;

/** Both forms, packed and trimmed. */
export function sheets(): Uint8Array[] {
  const pictures = [3, 5, 8].map((index) => {
    const pixels = new Uint32Array(16);
    pixels[index] = 0xff000000;
    return { width: 4, height: 4, pixels };
  });
  const sheet = packSheet(pictures, { layout: 'packed', trim: 'frame', width: SHEET_SIDE, height: SHEET_SIDE });
  const frames = sheet.placements.map((placement, i) => ({ filename: `f ${i}`, placement, duration: 50 + i }));
  return (['hash', 'array'] as const).map((format) =>
    encodeUtf8(sheetJson({ format, frames, width: SHEET_SIDE, height: SHEET_SIDE, version: '1' })),
  );
}

/** Of one colour up to 256, with names where the format has them. */
export function palettes(format: PaletteFormat): Uint8Array[] {
  const arbitrary = fc.record({
    colors: fc.array(fc.nat(0xffffffff), { minLength: 1, maxLength: 256 }),
    name: fc.stringMatching(/^[A-Za-z가-힣]{1,9}$/),
  });
  return sampled(arbitrary, 20).map(({ colors, name }) =>
    PALETTE_FORMATS[format].write({ colors, names: new Map([[0, name]]) }),
  );
}

export function paletteTexts(): Uint8Array[] {
  const texts = [
    'Sea: #f00, #639bff and 0x639BFF;',
    '["ff0000", "639bff80"]',
    'color: rgb(255, 0, 0); b: rgba(99 155 255 / 50%)',
    '255 0 0\n99, 155, 255\n300 1 1',
  ];
  return texts.map(encodeUtf8);
}

/** As sharp writes them: a picture of many colours, and a plain one. */
export async function photos(format: 'jpeg' | 'webp' | 'avif' | 'tiff'): Promise<Uint8Array[]> {
  const data = Uint8Array.from({ length: 24 * 16 * 3 }, (_, i) => (i * i) >> 3);
  const { default: sharp } = await import('sharp');
  const busy = sharp(data, { raw: { width: 24, height: 16, channels: 3 } });
  const plain = sharp({ create: { width: 9, height: 5, channels: 3, background: '#3366cc' } });
  const files = [];
  for (const picture of [busy, plain]) files.push(new Uint8Array(await picture.toFormat(format).toBuffer()));
  return files;
}
