import { gray, rgba } from '../../sprite/color.ts';
import { type Pixels, pixelArray } from '../../sprite/raster.ts';
import type { ColorMode } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import { FormatError } from '../formatError.ts';
import { bytesOfPixels } from '../pixelBytes.ts';
import { canInflateTo, type Zlib } from '../zlib.ts';
import { channelsOf, PNG_COLOR, type PngHeader } from './pngHeader.ts';
import { dataSize, type PngPass, passesOf, unfilter } from './pngRows.ts';

/** What the chunks before the pixels say about them. */
export interface PngColors {
  /** RGBA; of indexed pictures. */
  readonly palette: readonly number[];
  /** The samples of the one colour that is transparent, where the file names one. */
  readonly transparent: readonly number[];
}

export function modeOf({ colorType }: Pick<PngHeader, 'colorType'>): ColorMode {
  if (colorType === PNG_COLOR.indexed) return 'indexed';
  return colorType === PNG_COLOR.gray || colorType === PNG_COLOR.grayAlpha ? 'grayscale' : 'rgba';
}

/** Inflates and unpacks the pixels of a picture, or of one frame: the parts of a zlib stream, in order. */
export function readPixels(
  header: PngHeader,
  colors: PngColors,
  parts: readonly Uint8Array[],
  zlib: Zlib,
  reader: ByteReader,
): Pixels {
  const passes = passesOf(header);
  const data = inflate(joined(parts), dataSize(passes), zlib, reader);
  const pixels = pixelArray(modeOf(header), header.width * header.height);
  const pixelBytes = Math.max(1, (header.depth * channelsOf(header.colorType)) >> 3);
  let at = 0;
  for (const pass of passes) {
    unfilter(data, at, pass, pixelBytes, reader);
    unpack(pixels, data, at, pass, header, colors);
    at += pass.height * (1 + pass.rowBytes);
  }
  if (header.colorType === PNG_COLOR.indexed) checkIndices(pixels, colors.palette.length, reader);
  return pixels;
}

function inflate(stream: Uint8Array, size: number, zlib: Zlib, reader: ByteReader): Uint8Array {
  if (!canInflateTo(stream.length, size)) {
    throw reader.error('truncated', `${stream.length} compressed bytes cannot hold ${size}`);
  }
  try {
    return zlib.inflate(stream, size).content;
  } catch (error) {
    if (error instanceof FormatError) throw error;
    throw reader.error('invalid', `compressed pixels: ${error instanceof Error ? error.message : error}`);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (only && parts.length === 1) return only;
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function unpack(
  pixels: Pixels,
  data: Uint8Array,
  at: number,
  pass: PngPass,
  { width, depth, colorType }: PngHeader,
  { transparent }: PngColors,
): void {
  const channels = channelsOf(colorType);
  if (depth === 8 && pass.stepX === 1 && (colorType === PNG_COLOR.rgba || colorType === PNG_COLOR.indexed)) {
    copyRows(bytesOfPixels(pixels), data, at, pass, width * channels);
    return;
  }
  if (depth === 8 && colorType === PNG_COLOR.rgb && transparent.length === 0) {
    unpackOpaque(pixels, data, at, pass, width);
    return;
  }
  const samples = new Uint16Array(pass.width * channels);
  const pixelOf = pixelMaker(colorType, depth, transparent);
  for (let row = 0; row < pass.height; row++) {
    unpackSamples(samples, data, at + row * (1 + pass.rowBytes) + 1, depth);
    let to = (pass.y + row * pass.stepY) * width + pass.x;
    for (let i = 0; i < samples.length; i += channels, to += pass.stepX) pixels[to] = pixelOf(samples, i);
  }
}

/** Where the bytes of the file are those of the pixels: red, green, blue and alpha, or entries. */
function copyRows(bytes: Uint8Array, data: Uint8Array, at: number, pass: PngPass, canvasBytes: number): void {
  for (let row = 0; row < pass.height; row++) {
    const from = at + row * (1 + pass.rowBytes) + 1;
    bytes.set(data.subarray(from, from + pass.rowBytes), (pass.y + row * pass.stepY) * canvasBytes);
  }
}

/** Red, green and blue, a byte each, as most pictures have them: a loop of its own is much faster. */
function unpackOpaque(pixels: Pixels, data: Uint8Array, at: number, pass: PngPass, width: number): void {
  for (let row = 0; row < pass.height; row++) {
    let from = at + row * (1 + pass.rowBytes) + 1;
    let to = (pass.y + row * pass.stepY) * width + pass.x;
    for (let i = 0; i < pass.width; i++, from += 3, to += pass.stepX) {
      pixels[to] = rgba(data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0);
    }
  }
}

function unpackSamples(samples: Uint16Array, data: Uint8Array, start: number, depth: number): void {
  if (depth === 8) samples.set(data.subarray(start, start + samples.length));
  else if (depth === 16) {
    for (let i = 0; i < samples.length; i++) {
      samples[i] = ((data[start + 2 * i] ?? 0) << 8) | (data[start + 2 * i + 1] ?? 0);
    }
  } else {
    const mask = (1 << depth) - 1;
    for (let i = 0; i < samples.length; i++) {
      const bit = i * depth;
      samples[i] = ((data[start + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & mask;
    }
  }
}

type PixelMaker = (samples: Uint16Array, at: number) => number;

/** 16 bits become the nearest 8, fewer bits are spread over 0 to 255: both times 65535, or the most, stays white. */
function pixelMaker(colorType: PngHeader['colorType'], depth: number, transparent: readonly number[]): PixelMaker {
  if (colorType === PNG_COLOR.indexed) return (samples, at) => samples[at] ?? 0;
  const most = 2 ** depth - 1;
  const byte = (sample = 0): number => (depth === 8 ? sample : Math.round((sample * 255) / most));
  const [clear = -1, clearGreen = -1, clearBlue = -1] = transparent;
  switch (colorType) {
    case PNG_COLOR.gray:
      return (samples, at) => gray(byte(samples[at]), samples[at] === clear ? 0 : 255);
    case PNG_COLOR.grayAlpha:
      return (samples, at) => gray(byte(samples[at]), byte(samples[at + 1]));
    case PNG_COLOR.rgba:
      return (samples, at) =>
        rgba(byte(samples[at]), byte(samples[at + 1]), byte(samples[at + 2]), byte(samples[at + 3]));
    case PNG_COLOR.rgb:
      return (samples, at) => {
        const [r, g, b] = [samples[at], samples[at + 1], samples[at + 2]];
        return rgba(byte(r), byte(g), byte(b), r === clear && g === clearGreen && b === clearBlue ? 0 : 255);
      };
  }
}

function checkIndices(pixels: Pixels, count: number, reader: ByteReader): void {
  for (let i = 0; i < pixels.length; i++) {
    if ((pixels[i] ?? 0) >= count) throw reader.error('invalid', `palette entry ${pixels[i]} of ${count}`);
  }
}
