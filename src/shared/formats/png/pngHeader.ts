import type { ByteReader } from '../byteReader.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { PNG } from './pngChunks.ts';

/** What the numbers of the format stand for. */
export const PNG_COLOR = { gray: 0, rgb: 2, indexed: 3, grayAlpha: 4, rgba: 6 } as const;
export type PngColorType = (typeof PNG_COLOR)[keyof typeof PNG_COLOR];

export interface PngHeader {
  readonly width: number;
  readonly height: number;
  /** Bits of a sample. */
  readonly depth: number;
  readonly colorType: PngColorType;
  readonly interlaced: boolean;
}

/** Samples of a pixel, and the depths that are allowed. */
const COLOR_TYPES: readonly { readonly type: PngColorType; readonly channels: number; readonly depths: number[] }[] = [
  { type: PNG_COLOR.gray, channels: 1, depths: [1, 2, 4, 8, 16] },
  { type: PNG_COLOR.rgb, channels: 3, depths: [8, 16] },
  { type: PNG_COLOR.indexed, channels: 1, depths: [1, 2, 4, 8] },
  { type: PNG_COLOR.grayAlpha, channels: 2, depths: [8, 16] },
  { type: PNG_COLOR.rgba, channels: 4, depths: [8, 16] },
];

export function channelsOf(colorType: PngColorType): number {
  return COLOR_TYPES.find(({ type }) => type === colorType)?.channels ?? 1;
}

/** IHDR (PNG specification, 11.2.2). */
export function readHeader(reader: ByteReader): PngHeader {
  const [width, height] = [reader.u32BE(), reader.u32BE()];
  if (width === 0 || height === 0) throw reader.error('invalid', `a picture of ${width} x ${height}`);
  if (Math.max(width, height) > FORMAT_LIMITS.side) {
    throw reader.error('too_large', `a picture of ${width} x ${height}`);
  }
  const [depth, number] = [reader.u8(), reader.u8()];
  const color = COLOR_TYPES.find(({ type }) => type === number);
  if (!color?.depths.includes(depth)) throw reader.error('invalid', `colour type ${number} with ${depth} bits`);
  const [compression, filter, interlace] = [reader.u8(), reader.u8(), reader.u8()];
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw reader.error('unsupported', `compression ${compression}, filter ${filter}, interlacing ${interlace}`);
  }
  return { width, height, depth, colorType: color.type, interlaced: interlace === 1 };
}

export function headerData({ width, height, depth, colorType, interlaced }: PngHeader): Uint8Array {
  const out = new ByteWriter(PNG);
  out.u32BE(width, 'width');
  out.u32BE(height, 'height');
  for (const byte of [depth, colorType, 0, 0, interlaced ? 1 : 0]) out.u8(byte);
  return out.finish();
}
