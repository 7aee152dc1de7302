import { type Pixels, readPixels } from '../../sprite/raster.ts';
import { isEmpty, type Rect } from '../../sprite/rect.ts';
import type { Cel, ColorMode, ImageContent, TileMasks, TilemapContent, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { bytesOfPixels, pixelSize, pixelsFromBytes } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import type { PixelInflater } from './compressedPixels.ts';
import { readFixed, writeFixed } from './fixed.ts';
import { KEPT, keptIn, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const RAW = 0;
const LINK = 1;
const COMPRESSED = 2;
const TILEMAP = 3;

export interface CelEntry {
  /** Number of the layer chunk, from 0. */
  readonly layer: number;
  readonly x: number;
  readonly y: number;
  readonly opacity: number;
  readonly zIndex: number;
  readonly body: CelBody;
  readonly kept: readonly UnknownChunk[];
}

export type CelBody =
  | { readonly kind: 'link'; readonly frame: number }
  | { readonly kind: 'image'; readonly width: number; readonly height: number; readonly pixels: Pixels }
  | ({ readonly kind: 'tilemap' } & Omit<TilemapContent, 'id'>)
  /** Of a type that we cannot read: its number and its bytes. */
  | { readonly kind: 'unknown'; readonly bytes: Uint8Array };

export function readCel(reader: ByteReader, mode: ColorMode, inflater: PixelInflater): CelEntry {
  const layer = reader.u16();
  const [x, y] = [reader.i16(), reader.i16()];
  const opacity = reader.u8();
  const type = reader.u16();
  const zIndex = reader.i16();
  const reserved = new ReservedReader();
  reserved.skip(reader, 5);
  const body = readBody(reader, type, mode, inflater, reserved);
  const unknown = body.kind === 'unknown' ? [{ type: KEPT.celBody, data: body.bytes }] : [];
  const kept = reserved.kept(reader, KEPT.fields);
  return { layer, x, y, opacity, zIndex, body, kept: [...kept, ...unknown] };
}

function readBody(
  reader: ByteReader,
  type: number,
  mode: ColorMode,
  inflater: PixelInflater,
  reserved: ReservedReader,
): CelBody {
  if (type === LINK) return { kind: 'link', frame: reader.u16() };
  if (type === RAW || type === COMPRESSED) {
    const { width, height } = readSize(reader);
    if (type === COMPRESSED) {
      return { kind: 'image', width, height, pixels: inflater.inflate(reader, mode, width, height) };
    }
    inflater.take(reader, mode, width, height);
    const bytes = reader.bytes(width * height * pixelSize(mode));
    return { kind: 'image', width, height, pixels: pixelsFromBytes(mode, bytes) };
  }
  const start = reader.copy();
  const tilemap = type === TILEMAP ? readTilemap(reader, inflater, reserved) : undefined;
  if (tilemap) return tilemap;
  reader.skip(reader.remaining);
  return { kind: 'unknown', bytes: numbered(type, start.bytes(start.remaining)) };
}

/** A number of 16 bits and the bytes behind it. */
function numbered(number: number, bytes: Uint8Array): Uint8Array {
  const both = new Uint8Array(2 + bytes.length);
  both.set([number & 255, number >> 8]);
  both.set(bytes, 2);
  return both;
}

/** A cel without pixels is what a new, still empty cel looks like. */
function readSize(reader: ByteReader): { width: number; height: number } {
  const [width, height] = [reader.u16(), reader.u16()];
  if (width * height <= FORMAT_LIMITS.side ** 2) return { width, height };
  throw reader.error('too_large', `a cel of ${width} x ${height}`);
}

const TILE_MODES = new Map<number, ColorMode>([
  [8, 'indexed'],
  [16, 'grayscale'],
  [32, 'rgba'],
]);

/** Undefined when tiles have a size that we do not know. */
function readTilemap(reader: ByteReader, inflater: PixelInflater, reserved: ReservedReader): CelBody | undefined {
  const { width, height } = readSize(reader);
  const mode = TILE_MODES.get(reader.u16());
  if (mode === undefined) return undefined;
  const masks = { index: reader.u32(), flipX: reader.u32(), flipY: reader.u32(), flipDiagonal: reader.u32() };
  reserved.skip(reader, 10);
  const tiles = Uint32Array.from(inflater.inflate(reader, mode, width, height));
  return { kind: 'tilemap', width, height, tiles, masks };
}

/** The zlib stream of a content's pixels within its bounds, row by row. */
export type PackPixels = (content: ImageContent) => Uint8Array;

export function packWith(zlib: Zlib): PackPixels {
  return ({ raster, bounds }) => zlib.deflate(bytesOfPixels(readPixels(raster, bounds)));
}

/** How a cel's pixels and tiles are compressed. */
export interface CelPacking {
  readonly zlib: Zlib;
  readonly pack: PackPixels;
}

/** Writes a cel; `linkTo` is the earlier frame whose cel of this layer holds the same content. */
export function writeCel(
  out: ByteWriter,
  layer: number,
  cel: Cel,
  linkTo: number | undefined,
  { zlib, pack }: CelPacking,
): void {
  const { content } = cel;
  const reserved = new ReservedWriter(cel.unknown, KEPT.fields);
  const origin = content.kind === 'image' ? content.bounds : { x: 0, y: 0 };
  // Once something is painted into a cel that we could not read, that is what it holds.
  const unread = content.kind === 'image' && isEmpty(content.bounds) ? keptIn(cel.unknown, KEPT.celBody) : undefined;
  const type = linkTo !== undefined ? LINK : content.kind === 'image' ? COMPRESSED : TILEMAP;
  out.u16(layer, 'layer number');
  out.i16(cel.x + origin.x, 'the x of a cel');
  out.i16(cel.y + origin.y, 'the y of a cel');
  out.u8(cel.opacity, 'cel opacity');
  if (linkTo === undefined && unread) out.bytes(unread.subarray(0, 2));
  else out.u16(type);
  out.i16(cel.zIndex, 'z-index');
  reserved.write(out, 5);
  if (linkTo !== undefined) out.u16(linkTo);
  else if (unread) out.bytes(unread.subarray(2));
  else if (content.kind === 'image') writeImage(out, content, pack);
  else writeTilemap(out, content, reserved, zlib);
  reserved.writeRest(out);
}

function writeImage(out: ByteWriter, content: ImageContent, pack: PackPixels): void {
  const { bounds } = content;
  out.u16(bounds.width, 'cel width');
  out.u16(bounds.height, 'cel height');
  if (bounds.width * bounds.height > FORMAT_LIMITS.side ** 2) {
    throw out.error(`a cel of ${bounds.width} x ${bounds.height} pixels`);
  }
  out.bytes(pack(content));
}

function writeTilemap(
  out: ByteWriter,
  { width, height, tiles, masks }: TilemapContent,
  reserved: ReservedWriter,
  zlib: Zlib,
): void {
  out.u16(width, 'tilemap width');
  out.u16(height, 'tilemap height');
  out.u16(32);
  writeMasks(out, masks);
  reserved.write(out, 10);
  out.bytes(zlib.deflate(bytesOfPixels(tiles)));
}

function writeMasks(out: ByteWriter, masks: TileMasks): void {
  for (const mask of [masks.index, masks.flipX, masks.flipY, masks.flipDiagonal]) out.u32(mask, 'tile mask');
}

const PRECISE_BOUNDS = 1;

/** The exact place and size of the cel before it, in pixels; undefined when the chunk holds anything else, or more. */
export function readCelExtra(reader: ByteReader): Rect | undefined {
  if (reader.u32() !== PRECISE_BOUNDS) return undefined;
  const bounds = { x: readFixed(reader), y: readFixed(reader), width: readFixed(reader), height: readFixed(reader) };
  return reader.bytes(reader.remaining).some((byte) => byte !== 0) ? undefined : bounds;
}

export function writeCelExtra(out: ByteWriter, bounds: Rect): void {
  out.u32(PRECISE_BOUNDS);
  writeFixed(out, bounds.x, 'precise x');
  writeFixed(out, bounds.y, 'precise y');
  writeFixed(out, bounds.width, 'precise width');
  writeFixed(out, bounds.height, 'precise height');
  out.zeros(16);
}
