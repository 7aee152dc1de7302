import type { FileImage } from '../fileImage.ts';
import { MemoryBudget } from '../memoryBudget.ts';
import { pixelSize } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import { pngChunks } from './pngChunks.ts';
import { PngDraft } from './pngDraft.ts';
import { modeOf, readPixels } from './pngPixels.ts';

/**
 * Reads a PNG of any colour type, depth and interlacing (ISO/IEC 15948; PNG specification, third edition). Indexed
 * pictures stay indexed, gray ones gray; of an animated one this is the still picture. Samples of 16 bits become the
 * nearest of 8. gAMA, cHRM, iCCP and sRGB are not applied: a pixel is the number that the file holds, taken for sRGB, as
 * pixel editors do. Every failure is a FormatError, wrong checksums and palette entries that do not exist included.
 */
export function decodePng(bytes: Uint8Array, zlib: Zlib): FileImage {
  const draft = new PngDraft();
  for (const chunk of pngChunks(bytes)) draft.chunk(chunk);
  const { header, colors, data, end } = draft.finished();
  const { width, height } = header;
  const colorMode = modeOf(header);
  new MemoryBudget(bytes.length).take(end, width * height * pixelSize(colorMode));
  const pixels = readPixels(header, colors, data, zlib, end);
  return { width, height, colorMode, pixels, ...(colorMode === 'indexed' && { palette: colors.palette }) };
}
