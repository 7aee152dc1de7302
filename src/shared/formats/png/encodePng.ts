import { alpha, blue, green, red } from '../../sprite/color.ts';
import type { Pixels } from '../../sprite/raster.ts';
import { ByteWriter } from '../byteWriter.ts';
import type { FileImage } from '../fileImage.ts';
import type { Zlib } from '../zlib.ts';
import { indexDepth, type PngPacking, packPixels } from './packPng.ts';
import { PNG, writeChunk, writeSignature } from './pngChunks.ts';
import { headerData, PNG_COLOR } from './pngHeader.ts';

/**
 * Writes a PNG that decodes to the very same numbers, colours of clear pixels included. Indexed pictures keep their
 * palette, its order and alphas; the others have an alpha channel only where one is needed. FormatError `not_encodable`
 * for a size that does not fit the pixels, and for a palette that is too long or lacks an entry.
 */
export function encodePng(image: FileImage, zlib: Zlib): Uint8Array {
  const { width, height, pixels, palette = [] } = image;
  const out = new ByteWriter(PNG);
  if (pixels.length !== width * height || pixels.length === 0) {
    throw out.error(`${pixels.length} pixels for ${width} x ${height}`);
  }
  const packing = packingOf(out, image);
  writeSignature(out);
  writeChunk(out, 'IHDR', headerData({ width, height, ...packing, interlaced: false }));
  if (packing.colorType === PNG_COLOR.indexed) writePalette(out, palette);
  writeChunk(out, 'IDAT', packPixels(pixels, width, packing, zlib));
  writeChunk(out, 'IEND', new Uint8Array(0));
  return out.finish();
}

function packingOf(out: ByteWriter, { colorMode, pixels, palette = [] }: FileImage): PngPacking {
  if (colorMode === 'indexed') {
    if (palette.length < 1 || palette.length > 256) throw out.error(`a palette of ${palette.length} colours`);
    if (!every(pixels, (entry) => entry < palette.length)) {
      throw out.error(`a palette entry beyond the ${palette.length} that there are`);
    }
    return { colorType: PNG_COLOR.indexed, depth: indexDepth(palette.length) };
  }
  if (colorMode === 'grayscale') {
    return {
      colorType: every(pixels, (pixel) => pixel >>> 8 === 255) ? PNG_COLOR.gray : PNG_COLOR.grayAlpha,
      depth: 8,
    };
  }
  return { colorType: every(pixels, (pixel) => pixel >>> 24 === 255) ? PNG_COLOR.rgb : PNG_COLOR.rgba, depth: 8 };
}

function every(pixels: Pixels, holds: (pixel: number) => boolean): boolean {
  for (let i = 0; i < pixels.length; i++) if (!holds(pixels[i] ?? 0)) return false;
  return true;
}

/** PLTE, and tRNS up to the last entry that is not opaque. */
export function writePalette(out: ByteWriter, palette: readonly number[]): void {
  writeChunk(out, 'PLTE', Uint8Array.from(palette.flatMap((color) => [red(color), green(color), blue(color)])));
  const alphas = palette.map(alpha);
  const length = alphas.findLastIndex((value) => value !== 255) + 1;
  if (length > 0) writeChunk(out, 'tRNS', Uint8Array.from(alphas.slice(0, length)));
}
