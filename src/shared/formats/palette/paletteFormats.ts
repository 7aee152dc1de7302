import type { Palette } from '../../sprite/sprite.ts';
import { FormatError } from '../formatError.ts';
import { decodeUtf8 } from '../utf8.ts';
import { looksLikeAco, readAco, writeAco } from './acoPalette.ts';
import { ACT_SIZES, readAct, writeAct } from './actPalette.ts';
import { isAdobeSwatches, readAdobeSwatches, writeAdobeSwatches } from './adobeSwatches.ts';
import { readGpl, writeGpl } from './gplPalette.ts';
import { readHexPalette, writeHexPalette } from './hexPalette.ts';
import { readJasc, writeJasc } from './jascPalette.ts';
import { readPaintNet, writePaintNet } from './paintNetPalette.ts';
import { paletteOf } from './paletteLines.ts';
import { colorsInText } from './paletteText.ts';
import { readRiffPalette, writeRiffPalette } from './riffPalette.ts';

export type PaletteFormat = 'gpl' | 'jasc' | 'riff' | 'act' | 'hex' | 'swatches' | 'aco' | 'paintnet';

interface PaletteCodec {
  /** What a file's name ends in, without the point. */
  readonly extension: string;
  readonly read: (bytes: Uint8Array) => Palette;
  readonly write: (palette: Palette) => Uint8Array;
}

export const PALETTE_FORMATS: Readonly<Record<PaletteFormat, PaletteCodec>> = {
  gpl: { extension: 'gpl', read: readGpl, write: writeGpl },
  jasc: { extension: 'pal', read: readJasc, write: writeJasc },
  riff: { extension: 'pal', read: readRiffPalette, write: writeRiffPalette },
  act: { extension: 'act', read: readAct, write: writeAct },
  hex: { extension: 'hex', read: readHexPalette, write: writeHexPalette },
  swatches: { extension: 'ase', read: readAdobeSwatches, write: writeAdobeSwatches },
  aco: { extension: 'aco', read: readAco, write: writeAco },
  paintnet: { extension: 'txt', read: readPaintNet, write: writePaintNet },
};

/**
 * Reads a palette file by what it holds; `extension` decides only between formats without a signature. Text in no
 * known format is searched for colours. FormatError when there are none.
 */
export function decodePalette(bytes: Uint8Array, extension = ''): Palette {
  const format = paletteFormatOf(bytes, extension.toLowerCase().replace(/^\./, ''));
  const palette =
    format === undefined
      ? paletteOf('palette', colorsInText(decodeUtf8(bytes.subarray(0, 1_000_000))))
      : PALETTE_FORMATS[format].read(bytes);
  if (palette.colors.length > 0) return palette;
  throw new FormatError('palette', 0, 'wrong_format', 'no colours were found in the file');
}

function paletteFormatOf(bytes: Uint8Array, extension: string): PaletteFormat | undefined {
  const start = String.fromCharCode(...bytes.subarray(0, 16)).replace(/^\u00ef\u00bb\u00bf/, '');
  if (extension === 'act') return 'act';
  if (isAdobeSwatches(bytes)) return 'swatches';
  if (start.startsWith('RIFF')) return 'riff';
  if (start.startsWith('JASC-PAL')) return 'jasc';
  if (start.startsWith('GIMP Palette')) return 'gpl';
  if (start.startsWith(';') && !bytes.includes(0)) return 'paintnet';
  if (extension === 'aco' || looksLikeAco(bytes)) return 'aco';
  if (ACT_SIZES.includes(bytes.length) && bytes.includes(0)) return 'act';
  return undefined;
}
