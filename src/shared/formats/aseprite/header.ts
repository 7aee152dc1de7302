import type { ColorMode, Sprite, UnknownChunk } from '../../sprite/sprite.ts';
import { LIMITS } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { KEPT, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const FILE_MAGIC = 0xa5e0;
export const HEADER_BYTES = 128;

const LAYER_OPACITY_VALID = 1;
const GROUP_BLEND_VALID = 2;
const LAYERS_HAVE_UUID = 4;
const KNOWN_FLAGS = LAYER_OPACITY_VALID | GROUP_BLEND_VALID | LAYERS_HAVE_UUID;

const DEPTHS = { rgba: 32, grayscale: 16, indexed: 8 } as const;

export interface Header
  extends Pick<Sprite, 'width' | 'height' | 'colorMode' | 'transparentIndex' | 'pixelRatio' | 'grid' | 'groupBlend'> {
  readonly frameCount: number;
  /** Milliseconds of frames that state none. */
  readonly speed: number;
  readonly layerOpacityValid: boolean;
  readonly layersHaveUuid: boolean;
  readonly kept: readonly UnknownChunk[];
}

/** Reads the 128 bytes in front of the frames. The file size it states is not trusted and not needed. */
export function readHeader(reader: ByteReader): Header {
  reader.skip(4);
  if (reader.u16() !== FILE_MAGIC) throw reader.error('wrong_format', 'the magic number A5E0 is missing');
  const frameCount = within(reader, reader.u16(), LIMITS.frames, 'frames');
  const width = within(reader, reader.u16(), LIMITS.side, 'pixels of width');
  const height = within(reader, reader.u16(), LIMITS.side, 'pixels of height');
  const colorMode = colorModeOf(reader, reader.u16());
  const reserved = new ReservedReader();
  const flags = reader.u32();
  reserved.note(flags & ~KNOWN_FLAGS, 4);
  const speed = reader.u16();
  reserved.skip(reader, 8);
  const transparentIndex = reader.u8();
  reserved.skip(reader, 3);
  reader.skip(2);
  const [pixelWidth, pixelHeight] = [reader.u8(), reader.u8()];
  const grid = { x: reader.i16(), y: reader.i16(), width: reader.u16(), height: reader.u16() };
  reserved.skip(reader, 84);
  const square = pixelWidth === 0 || pixelHeight === 0;
  return {
    frameCount,
    width,
    height,
    colorMode,
    transparentIndex,
    speed,
    pixelRatio: square ? { width: 1, height: 1 } : { width: pixelWidth, height: pixelHeight },
    grid,
    groupBlend: (flags & GROUP_BLEND_VALID) !== 0,
    layerOpacityValid: (flags & LAYER_OPACITY_VALID) !== 0,
    layersHaveUuid: (flags & LAYERS_HAVE_UUID) !== 0,
    kept: reserved.kept(reader.part(0), KEPT.fields),
  };
}

/** Writes the header with the file size left at 0; it is the first field. */
export function writeHeader(out: ByteWriter, sprite: Sprite, layersHaveUuid: boolean): void {
  out.u32(0);
  out.u16(FILE_MAGIC);
  out.u16(sprite.frames.length, 'the number of frames');
  out.u16(sprite.width, 'width');
  out.u16(sprite.height, 'height');
  out.u16(DEPTHS[sprite.colorMode]);
  const reserved = new ReservedWriter(sprite.unknown, KEPT.fields);
  const flags = (sprite.groupBlend ? GROUP_BLEND_VALID : 0) | (layersHaveUuid ? LAYERS_HAVE_UUID : 0);
  out.u32((reserved.bits(4) | LAYER_OPACITY_VALID | flags) >>> 0);
  out.u16(sprite.frames[0]?.duration ?? 0, 'frame duration');
  reserved.write(out, 8);
  out.u8(sprite.transparentIndex, 'transparent index');
  reserved.write(out, 3);
  out.u16(Math.min(sprite.palette.colors.length, 0xffff));
  out.u8(sprite.pixelRatio.width, 'pixel ratio');
  out.u8(sprite.pixelRatio.height, 'pixel ratio');
  out.i16(sprite.grid.x, 'grid position');
  out.i16(sprite.grid.y, 'grid position');
  out.u16(sprite.grid.width, 'grid width');
  out.u16(sprite.grid.height, 'grid height');
  reserved.write(out, 84);
}

function within(reader: ByteReader, value: number, most: number, what: string): number {
  if (value === 0) throw reader.error('invalid', `0 ${what}`);
  if (value > most) throw reader.error('too_large', `${value} ${what}; ${most} is the limit`);
  return value;
}

function colorModeOf(reader: ByteReader, depth: number): ColorMode {
  if (depth === DEPTHS.rgba) return 'rgba';
  if (depth === DEPTHS.grayscale) return 'grayscale';
  if (depth === DEPTHS.indexed) return 'indexed';
  throw reader.error('unsupported', `${depth} bits per pixel; 8, 16 and 32 are known`);
}
