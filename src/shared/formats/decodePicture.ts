import type { Animation } from './animation.ts';
import { decodeBmp, isBmp } from './bmp/decodeBmp.ts';
import { type FileImage, rgbaOf } from './fileImage.ts';
import { FormatError } from './formatError.ts';
import { decodeGif } from './gif/decodeGif.ts';
import { decodeApng } from './png/decodeApng.ts';
import { decodePng } from './png/decodePng.ts';
import { isPng, pngChunks } from './png/pngChunks.ts';
import { PNG_COLOR } from './png/pngHeader.ts';
import type { ImportedPicture } from './spriteOfFrames.ts';
import type { Zlib } from './zlib.ts';

/**
 * Reads the pictures that have codecs here, told by their bytes: PNG, animated PNG, GIF and BMP, with all frames. Those
 * with a palette bring it along, and the entries as the file holds them; PNGs of grays say so. Undefined for every other kind of file.
 * FormatError for a damaged one.
 */
export function decodePicture(bytes: Uint8Array, zlib: Zlib): ImportedPicture | undefined {
  if (isGif(bytes)) return pictureOfAnimation(decodeGif(bytes));
  if (isBmp(bytes)) return pictureOfImage(decodeBmp(bytes));
  if (!isPng(bytes)) return undefined;
  if (!isAnimatedPng(bytes)) return pictureOfImage(decodePng(bytes, zlib));
  const picture = pictureOfAnimation(decodeApng(bytes, zlib));
  return isGrayPng(bytes) ? { ...picture, gray: true } : picture;
}

/** Whole pictures as frames. */
export function pictureOfAnimation({ width, height, frames }: Animation): ImportedPicture {
  return { width, height, frames: frames.map((frame) => ({ ...frame, width, height, x: 0, y: 0 })) };
}

/**
 * The first frames of pictures as frames of one, which is as large as the largest; indexed if all have one palette, gray
 * if all are.
 *
 * @param pictures At least one.
 */
export function pictureOfSequence(pictures: readonly ImportedPicture[]): ImportedPicture {
  const palette = pictures[0]?.palette;
  const shared = palette && pictures.every((picture) => samePalette(picture.palette, palette));
  return {
    width: Math.max(...pictures.map(({ width }) => width)),
    height: Math.max(...pictures.map(({ height }) => height)),
    frames: pictures.flatMap(({ frames }) => frames.slice(0, 1)),
    ...(shared && { palette }),
    ...(pictures.every(({ gray }) => gray) && { gray: true }),
  };
}

/** The colours of a picture: its palette, or else those of its first frame, row by row, each once. */
export function colorsOfPicture({ frames, palette }: ImportedPicture): readonly number[] {
  return palette ?? [...new Set(frames[0]?.pixels)];
}

function pictureOfImage(image: FileImage): ImportedPicture {
  const { width, height, pixels, palette } = image;
  const entries = image.colorMode === 'indexed' && pixels instanceof Uint8Array && { entries: pixels };
  const frame = { pixels: rgbaOf(image), ...entries, width, height, x: 0, y: 0, duration: 100 };
  const gray = image.colorMode === 'grayscale' && ({ gray: true } as const);
  return { width, height, frames: [frame], ...(palette && { palette }), ...gray };
}

export function isGif(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === 'GIF8';
}

/** Whether a PNG is an animation: the chunk that makes it one stands before its first picture. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  try {
    for (const { type } of pngChunks(bytes)) {
      if (type === 'acTL') return true;
      if (type === 'IDAT') return false;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return false;
}

/** By the colour type in the header. */
function isGrayPng(bytes: Uint8Array): boolean {
  return bytes[25] === PNG_COLOR.gray || bytes[25] === PNG_COLOR.grayAlpha;
}

function samePalette(a: readonly number[] | undefined, b: readonly number[]): boolean {
  return a !== undefined && a.length === b.length && a.every((color, i) => color === b[i]);
}
