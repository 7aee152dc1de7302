import type { ColorMode, Tileset, UnknownChunk } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import type { ByteWriter } from '../byteWriter.ts';
import { bytesOfPixels } from '../pixelBytes.ts';
import type { Zlib } from '../zlib.ts';
import type { PixelInflater } from './compressedPixels.ts';
import { KEPT, keptIn, ReservedReader, ReservedWriter } from './reservedBytes.ts';

const EXTERNAL = 1;
const EMBEDDED = 2;
const EMPTY_IS_ZERO = 4;
const MATCH_FLAGS = ~(EXTERNAL | EMBEDDED | EMPTY_IS_ZERO);

export interface TilesetEntry extends Omit<Tileset, 'id' | 'userData' | 'tileUserData' | 'unknown'> {
  readonly kept: readonly UnknownChunk[];
}

export function readTileset(reader: ByteReader, mode: ColorMode, inflater: PixelInflater): TilesetEntry {
  const index = reader.u32();
  const flags = reader.u32();
  const count = reader.u32();
  const [tileWidth, tileHeight] = [reader.u16(), reader.u16()];
  if (tileWidth === 0 || tileHeight === 0)
    throw reader.error('invalid', `tiles of ${tileWidth} x ${tileHeight} pixels`);
  const baseIndex = reader.i16();
  const reserved = new ReservedReader();
  reserved.skip(reader, 14);
  const name = reader.string();
  const external = flags & EXTERNAL ? { fileId: reader.u32(), tilesetId: reader.u32() } : undefined;
  const stream = flags & EMBEDDED ? reader.part(reader.u32()) : undefined;
  const pixels = stream && inflater.inflate(stream, mode, tileWidth, tileHeight * count);
  const tail = stream?.bytes(stream.remaining).slice() ?? new Uint8Array(0);
  return {
    index,
    name,
    tileWidth,
    tileHeight,
    count,
    baseIndex,
    emptyTileIsZero: (flags & EMPTY_IS_ZERO) !== 0,
    matchFlags: (flags & MATCH_FLAGS) >>> 0,
    ...(external && { external }),
    ...(pixels && { pixels }),
    kept: [...reserved.kept(reader, KEPT.fields), ...(tail.length > 0 ? [{ type: KEPT.streamTail, data: tail }] : [])],
  };
}

export function writeTileset(out: ByteWriter, tileset: Tileset, zlib: Zlib): void {
  const { external, pixels } = tileset;
  const flags = (external ? EXTERNAL : 0) | (pixels ? EMBEDDED : 0) | (tileset.emptyTileIsZero ? EMPTY_IS_ZERO : 0);
  if ((pixels?.length ?? 0) !== (pixels ? tileset.tileWidth * tileset.tileHeight * tileset.count : 0)) {
    throw out.error(`tileset "${tileset.name}" has ${pixels?.length} pixels for ${tileset.count} tiles`);
  }
  out.u32(tileset.index, 'the number of a tileset');
  out.u32((flags | tileset.matchFlags) >>> 0);
  out.u32(tileset.count, 'the number of tiles');
  out.u16(tileset.tileWidth, 'tile width');
  out.u16(tileset.tileHeight, 'tile height');
  out.i16(tileset.baseIndex, 'the base index of a tileset');
  const reserved = new ReservedWriter(tileset.unknown, KEPT.fields);
  reserved.write(out, 14);
  out.string(tileset.name, 'the name of a tileset');
  if (external) {
    out.u32(external.fileId, 'the id of an external file');
    out.u32(external.tilesetId, 'the id of an external tileset');
  }
  if (pixels) {
    const stream = zlib.deflate(bytesOfPixels(pixels));
    const tail = keptIn(tileset.unknown, KEPT.streamTail) ?? new Uint8Array(0);
    out.u32(stream.length + tail.length);
    out.bytes(stream);
    out.bytes(tail);
  }
  reserved.writeRest(out);
}
