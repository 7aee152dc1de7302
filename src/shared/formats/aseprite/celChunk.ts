import { type Pixels, readPixels } from '../../sprite/raster.ts';
import type { Rect } from '../../sprite/rect.ts';
import type { Cel, ColorMode, ImageContent, TileMasks, TilemapContent } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import { bytesOfPixels, pixelSize, pixelsFromBytes } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import type { PixelInflater } from './compressedPixels.ts';
import { readFixed, writeFixed } from './fixed.ts';

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
}

export type CelBody =
  | { readonly kind: 'link'; readonly frame: number }
  | { readonly kind: 'image'; readonly width: number; readonly height: number; readonly pixels: Pixels }
  | ({ readonly kind: 'tilemap' } & Omit<TilemapContent, 'id'>);

export function readCel(reader: ByteReader, mode: ColorMode, inflater: PixelInflater): CelEntry {
  const layer = reader.u16();
  const [x, y] = [reader.i16(), reader.i16()];
  const opacity = reader.u8();
  const type = reader.u16();
  const zIndex = reader.i16();
  reader.skip(5);
  return { layer, x, y, opacity, zIndex, body: readBody(reader, type, mode, inflater) };
}

function readBody(reader: ByteReader, type: number, mode: ColorMode, inflater: PixelInflater): CelBody {
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
  if (type === TILEMAP) return readTilemap(reader, inflater);
  throw reader.error('unsupported', `a cel of type ${type}`);
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

function readTilemap(reader: ByteReader, inflater: PixelInflater): CelBody {
  const { width, height } = readSize(reader);
  const bits = reader.u16();
  const mode = TILE_MODES.get(bits);
  if (mode === undefined) throw reader.error('unsupported', `tiles of ${bits} bits`);
  const masks = { index: reader.u32(), flipX: reader.u32(), flipY: reader.u32(), flipDiagonal: reader.u32() };
  reader.skip(10);
  const tiles = Uint32Array.from(inflater.inflate(reader, mode, width, height));
  return { kind: 'tilemap', width, height, tiles, masks };
}

/** Writes a cel; `linkTo` is the earlier frame whose cel of this layer holds the same content. */
export function writeCel(out: ByteWriter, layer: number, cel: Cel, linkTo: number | undefined, zlib: Zlib): void {
  const { content } = cel;
  const origin = content.kind === 'image' ? content.bounds : { x: 0, y: 0 };
  out.u16(layer, 'layer number');
  out.i16(cel.x + origin.x, 'the x of a cel');
  out.i16(cel.y + origin.y, 'the y of a cel');
  out.u8(cel.opacity, 'cel opacity');
  out.u16(linkTo !== undefined ? LINK : content.kind === 'image' ? COMPRESSED : TILEMAP);
  out.i16(cel.zIndex, 'z-index');
  out.zeros(5);
  if (linkTo !== undefined) out.u16(linkTo);
  else if (content.kind === 'image') writeImage(out, content, zlib);
  else writeTilemap(out, content, zlib);
}

function writeImage(out: ByteWriter, { bounds, raster }: ImageContent, zlib: Zlib): void {
  out.u16(bounds.width, 'cel width');
  out.u16(bounds.height, 'cel height');
  if (bounds.width * bounds.height > FORMAT_LIMITS.side ** 2) {
    throw out.error(`a cel of ${bounds.width} x ${bounds.height} pixels`);
  }
  out.bytes(zlib.deflate(bytesOfPixels(readPixels(raster, bounds))));
}

function writeTilemap(out: ByteWriter, { width, height, tiles, masks }: TilemapContent, zlib: Zlib): void {
  out.u16(width, 'tilemap width');
  out.u16(height, 'tilemap height');
  out.u16(32);
  writeMasks(out, masks);
  out.zeros(10);
  out.bytes(zlib.deflate(bytesOfPixels(tiles)));
}

function writeMasks(out: ByteWriter, masks: TileMasks): void {
  for (const mask of [masks.index, masks.flipX, masks.flipY, masks.flipDiagonal]) out.u32(mask, 'tile mask');
}

const PRECISE_BOUNDS = 1;

/** The exact place and size of the cel before it, in pixels; undefined when the chunk holds something else. */
export function readCelExtra(reader: ByteReader): Rect | undefined {
  if (reader.u32() !== PRECISE_BOUNDS) return undefined;
  return { x: readFixed(reader), y: readFixed(reader), width: readFixed(reader), height: readFixed(reader) };
}

export function writeCelExtra(out: ByteWriter, bounds: Rect): void {
  out.u32(PRECISE_BOUNDS);
  writeFixed(out, bounds.x, 'precise x');
  writeFixed(out, bounds.y, 'precise y');
  writeFixed(out, bounds.width, 'precise width');
  writeFixed(out, bounds.height, 'precise height');
  out.zeros(16);
}
