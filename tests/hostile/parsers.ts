import { decodePicture as decodeAnyPicture } from '../../src/main/files/images.ts';
import { nodeZlib } from '../../src/main/files/nodeZlib.ts';
import { decodeAseprite } from '../../src/shared/formats/aseprite/decodeAseprite.ts';
import { encodeAseprite } from '../../src/shared/formats/aseprite/encodeAseprite.ts';
import { decodeBmp } from '../../src/shared/formats/bmp/decodeBmp.ts';
import { decodePicture } from '../../src/shared/formats/decodePicture.ts';
import { FormatError } from '../../src/shared/formats/formatError.ts';
import { decodeGif } from '../../src/shared/formats/gif/decodeGif.ts';
import { readMovieHeader } from '../../src/shared/formats/movie/readMovieHeader.ts';
import { decodePalette, PALETTE_FORMATS, type PaletteFormat } from '../../src/shared/formats/palette/paletteFormats.ts';
import { colorsInText } from '../../src/shared/formats/palette/paletteText.ts';
import { decodePiskel } from '../../src/shared/formats/piskel/decodePiskel.ts';
import { decodeApng } from '../../src/shared/formats/png/decodeApng.ts';
import { decodePng } from '../../src/shared/formats/png/decodePng.ts';
import { mended } from '../../src/shared/formats/png/handmadePng.ts';
import { salvage } from '../../src/shared/formats/salvage.ts';
import { readSheetJson } from '../../src/shared/formats/sheet/readSheetJson.ts';
import { decodeUtf8 } from '../../src/shared/formats/utf8.ts';
import type { Sprite } from '../../src/shared/sprite/sprite.ts';
import {
  longApngs,
  longBitmaps,
  longGifs,
  longMovieHeaders,
  longPalettes,
  longPaletteTexts,
  longPiskels,
  longPngs,
  longSheets,
  longSprites,
} from './longSamples.ts';
import {
  apngs,
  bitmaps,
  gifs,
  movieHeaders,
  noZlib,
  palettes,
  paletteTexts,
  photos,
  piskels,
  pngs,
  SHEET_SIDE,
  sheets,
  sprites,
} from './samples.ts';

/** Something that makes a value out of bytes that it cannot trust. */
export interface Parser {
  /** Sound files, of all kinds. */
  readonly samples: () => readonly Uint8Array[] | Promise<readonly Uint8Array[]>;
  /** Sound files with so many parts that work shows which grows faster than the file; of the parsers of our own. */
  readonly long?: () => readonly Uint8Array[];
  /** Reads a file; then gives what complains if the value is not one that the program can go on with. */
  readonly read: (bytes: Uint8Array) => (() => void) | Promise<() => void>;
  /** Makes checksums right again, so that damage gets further. */
  readonly mend?: (bytes: Uint8Array) => Uint8Array;
  /** Whether a file that is cut anywhere is still refused; texts and salvage may be read as far as they go. */
  readonly refusesCut: boolean;
  /** Whether whole files are refused: there is nothing to salvage. */
  readonly refusesSound?: true;
  /** How often blocks of code may be entered for a byte, if more often than elsewhere. */
  readonly stepsPerByte?: number;
  /** Decoded by sharp, which is not ours. */
  readonly foreign?: true;
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: ArrayLike<number>;
}

function insist(holds: boolean, what: string): void {
  if (!holds) throw new Error(`what was read is not sound: ${what}`);
}

const whole =
  ({ width, height, pixels }: Picture) =>
  (): void =>
    insist(pixels.length === width * height, `${pixels.length} pixels for ${width} x ${height}`);

const allWhole =
  ({ width, height, frames }: { width: number; height: number; frames: readonly { pixels: Uint32Array }[] }) =>
  (): void => {
    insist(frames.length > 0, 'no frames');
    for (const { pixels } of frames) whole({ width, height, pixels })();
  };

/** What was read can be saved, and stays as it is from then on. */
const lasting = (sprite: Sprite) => (): void => {
  const saved = encodeAseprite(sprite, nodeZlib);
  const again = decodeAseprite(saved, nodeZlib);
  insist(again.frames.length === sprite.frames.length, 'frames were lost');
  insist(Buffer.compare(encodeAseprite(again, nodeZlib), saved) === 0, 'saved twice, it differs');
};

const colors = (list: readonly number[]) => (): void =>
  insist(
    list.every((color) => color === color >>> 0),
    'a colour that is none',
  );

function paletteParser(format: PaletteFormat): Parser {
  const { read } = PALETTE_FORMATS[format];
  return {
    samples: () => palettes(format),
    long: () => longPalettes(format),
    read: (bytes) => colors(read(bytes).colors),
    refusesCut: false,
  };
}

const PALETTES: readonly PaletteFormat[] = ['gpl', 'jasc', 'riff', 'act', 'hex', 'swatches', 'aco', 'paintnet'];

function photoParser(format: 'jpeg' | 'webp' | 'avif' | 'tiff'): Parser {
  const read = async (bytes: Uint8Array) => allWhole(await decodeAnyPicture(bytes));
  return { samples: () => photos(format), read, refusesCut: false, foreign: true };
}

/** Every parser of files and pasted texts. */
export const PARSERS: Readonly<Record<string, Parser>> = {
  '.aseprite': {
    samples: sprites,
    long: longSprites,
    read: (bytes) => lasting(decodeAseprite(bytes, nodeZlib)),
    refusesCut: true,
  },
  salvage: {
    samples: async () => [...(await sprites()), ...gifs(), ...apngs()],
    long: () => [...longSprites(), ...longGifs(), ...longApngs()],
    read: (bytes) => lasting(salvage(bytes, nodeZlib).sprite),
    refusesCut: false,
    refusesSound: true,
    // A frame of a few bytes becomes a cel, which takes a look at each pixel of a whole tile.
    stepsPerByte: 256,
  },
  PNG: {
    samples: () => pngs(nodeZlib),
    long: () => longPngs(nodeZlib),
    read: (bytes) => whole(decodePng(bytes, nodeZlib)),
    refusesCut: true,
  },
  'PNG behind its checksums': {
    samples: () => pngs(noZlib),
    long: () => longPngs(noZlib),
    read: (bytes) => whole(decodePng(bytes, noZlib)),
    mend: mended,
    refusesCut: true,
  },
  APNG: {
    samples: apngs,
    long: longApngs,
    read: (bytes) => allWhole(decodeApng(bytes, nodeZlib)),
    mend: mended,
    refusesCut: true,
  },
  GIF: { samples: gifs, long: longGifs, read: (bytes) => allWhole(decodeGif(bytes)), refusesCut: true },
  BMP: { samples: bitmaps, long: longBitmaps, read: (bytes) => whole(decodeBmp(bytes)), refusesCut: false },
  'any picture': {
    samples: () => [...pngs(nodeZlib), ...apngs(), ...gifs(), ...bitmaps()],
    long: () => [...longPngs(nodeZlib), ...longApngs(), ...longGifs(), ...longBitmaps()],
    read: (bytes) => {
      const picture = decodePicture(bytes, nodeZlib);
      return picture === undefined ? () => {} : allWhole(picture);
    },
    refusesCut: false,
  },
  Piskel: {
    samples: piskels,
    long: longPiskels,
    read: (bytes) => lasting(decodePiskel(bytes, nodeZlib)),
    refusesCut: true,
  },
  'JSON of a sheet': {
    samples: sheets,
    long: () => longSheets(SHEET_SIDE),
    read: (bytes) => {
      const { cells } = readSheetJson(decodeUtf8(bytes), { width: SHEET_SIDE, height: SHEET_SIDE });
      return () => {
        for (const { area } of cells) {
          const [right, bottom] = [area.x + area.width, area.y + area.height];
          insist(area.x >= 0 && area.y >= 0 && right <= SHEET_SIDE && bottom <= SHEET_SIDE, 'a cell beside the sheet');
        }
      };
    },
    refusesCut: false,
  },
  ...Object.fromEntries(PALETTES.map((format) => [`palette ${format}`, paletteParser(format)])),
  'any palette': {
    samples: () => PALETTES.flatMap(palettes),
    long: () => PALETTES.flatMap(longPalettes),
    read: (bytes) => colors(decodePalette(bytes).colors),
    refusesCut: false,
  },
  'pasted palette': {
    samples: paletteTexts,
    long: longPaletteTexts,
    read: (bytes) => colors(colorsInText(decodeUtf8(bytes))),
    refusesCut: false,
  },
  'header of a movie': {
    samples: movieHeaders,
    long: longMovieHeaders,
    read: (bytes) => {
      const header = readMovieHeader(bytes);
      // It refuses without a word: ffmpeg is asked then.
      if (!header) throw new FormatError('movie', 0, 'unsupported', 'not known');
      const { width, height, fps, seconds } = header;
      return () => insist(width > 0 && height > 0 && fps > 0 && Number.isFinite(seconds), 'no picture');
    },
    refusesCut: false,
  },
  JPEG: photoParser('jpeg'),
  WebP: photoParser('webp'),
  AVIF: photoParser('avif'),
  TIFF: photoParser('tiff'),
};
