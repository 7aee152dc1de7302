import type {
  Cel,
  ContentId,
  Frame,
  FrameId,
  Layer,
  Palette,
  Sprite,
  Tileset,
  UnknownChunk,
} from '../../sprite/sprite.ts';
import { NO_USER_DATA, type UserData } from '../../sprite/userData.ts';
import { ByteWriter } from '../byteWriter.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import type { Zlib } from '../zlib.ts';
import { type CelPacking, type PackPixels, packWith, writeCel, writeCelExtra } from './celChunk.ts';
import { CHUNK, FORMAT } from './chunkTypes.ts';
import { writeColorProfile } from './colorProfileChunk.ts';
import { extensionsIn } from './extensionsIn.ts';
import { extensionIds, numberOfExtension, withExtensions, writeExternalFiles } from './externalFilesChunk.ts';
import { flattenLayers, type PlacedLayer } from './flattenLayers.ts';
import { FrameWriter } from './frameChunks.ts';
import { writeHeader } from './header.ts';
import { writeLayer } from './layerChunk.ts';
import { writePalette } from './paletteChunk.ts';
import { KEPT, keptIn } from './reservedBytes.ts';
import { writeSlice } from './sliceChunk.ts';
import { writeTags } from './tagsChunk.ts';
import { writeTileset } from './tilesetChunk.ts';
import { isEmptyUserData, writeUserData } from './userDataChunk.ts';

/**
 * Writes a sprite as an .aseprite file. The same sprite always gives the same bytes; `decodeAseprite` gives the same
 * sprite again but for its ids. Pixels outside a cel's bounds are not written. FormatError `not_encodable` when the
 * sprite holds what the format cannot (a cel beyond +-32767 pixels, a name of more than 65535 bytes ...).
 *
 * @param pack Answers with pixels that are compressed already; their rasters are not looked at then.
 */
export function encodeAseprite(sprite: Sprite, zlib: Zlib, pack: PackPixels = packWith(zlib)): Uint8Array {
  const out = new ByteWriter(FORMAT);
  const encoder = new Encoder(sprite, { zlib, pack }, out);
  writeHeader(out, sprite, encoder.layersHaveUuid);
  sprite.frames.forEach((frame, number) => {
    const chunks = new FrameWriter();
    if (number === 0) encoder.head(chunks);
    else encoder.paletteChange(chunks, frame);
    chunks.unknown(frame.unknown);
    if (number === 0) encoder.objects(chunks);
    encoder.cels(chunks, frame.id);
    chunks.writeTo(out, frame.duration, frame.unknown);
  });
  out.bytes(keptIn(sprite.unknown, KEPT.trailing) ?? new Uint8Array(0));
  if (out.length > FORMAT_LIMITS.fileBytes) throw out.error(`the file would have ${out.length} bytes`);
  out.fillU32(0, out.length);
  return out.finish();
}

class Encoder {
  readonly layersHaveUuid: boolean;
  readonly #sprite: Sprite;
  readonly #packing: CelPacking;
  readonly #out: ByteWriter;
  readonly #layers: readonly PlacedLayer[];
  readonly #frameNumbers: ReadonlyMap<FrameId, number>;
  readonly #externalFiles: Sprite['externalFiles'];
  readonly #extensionIds: ReadonlyMap<string, number>;
  /** By layer number and content: the first frame that holds it. */
  readonly #written: Map<ContentId, FrameId>[];

  constructor(sprite: Sprite, packing: CelPacking, out: ByteWriter) {
    this.#sprite = sprite;
    this.#packing = packing;
    this.#out = out;
    this.#layers = flattenLayers(sprite.layers);
    this.#written = this.#layers.map(() => new Map());
    this.layersHaveUuid = this.#layers.some(({ layer }) => layer.uuid !== undefined);
    this.#frameNumbers = new Map(sprite.frames.map(({ id }, number) => [id, number]));
    this.#externalFiles = withExtensions(sprite, extensionsIn(sprite, this.#layers));
    this.#extensionIds = extensionIds(this.#externalFiles);
  }

  /** What concerns the whole sprite; in Aseprite's order. */
  head(chunks: FrameWriter): void {
    const { palette, colorProfile, userData, unknown } = this.#sprite;
    const files = this.#externalFiles;
    if (files.length > 0) chunks.chunk(CHUNK.externalFiles, (out) => writeExternalFiles(out, files, unknown));
    const otherProfile = colorProfile.type === 'none' && unknown.some(({ type }) => type === CHUNK.colorProfile);
    if (!otherProfile) chunks.chunk(CHUNK.colorProfile, (out) => writeColorProfile(out, colorProfile, unknown));
    if (palette.colors.length > 0) this.#palette(chunks, palette, unknown);
    this.#userData(chunks, userData);
    chunks.unknown(unknown);
  }

  paletteChange(chunks: FrameWriter, { id, unknown }: Frame): void {
    const palette = this.#sprite.paletteChanges.get(id);
    if (palette) this.#palette(chunks, palette, unknown);
  }

  /** Tilesets, tags, layers and slices. */
  objects(chunks: FrameWriter): void {
    for (const tileset of this.#sprite.tilesets) this.#tileset(chunks, tileset);
    this.#tags(chunks);
    for (const placed of this.#layers) this.#layer(chunks, placed);
    for (const slice of this.#sprite.slices) {
      chunks.chunk(CHUNK.slice, (out) => writeSlice(out, slice, this.#frameNumber));
      this.#userData(chunks, slice.userData);
      chunks.unknown(slice.unknown);
    }
  }

  cels(chunks: FrameWriter, frame: FrameId): void {
    this.#layers.forEach(({ layer }, number) => {
      const cel = layer.kind === 'group' ? undefined : layer.cels.get(frame);
      if (cel) this.#cel(chunks, number, cel, frame);
    });
  }

  #cel(chunks: FrameWriter, layer: number, cel: Cel, frame: FrameId): void {
    const first = this.#written[layer]?.get(cel.content.id);
    const link = first === undefined ? undefined : this.#frameNumber(first);
    if (link === undefined) this.#written[layer]?.set(cel.content.id, frame);
    const { preciseBounds } = cel;
    chunks.chunk(CHUNK.cel, (out) => writeCel(out, layer, cel, link, this.#packing));
    if (preciseBounds) chunks.chunk(CHUNK.celExtra, (out) => writeCelExtra(out, preciseBounds));
    this.#userData(chunks, cel.userData);
    chunks.unknown(cel.unknown);
  }

  #layer(chunks: FrameWriter, { layer, level }: PlacedLayer): void {
    const { layersHaveUuid } = this;
    const { groupBlend } = this.#sprite;
    const tilesetIndex = this.#tilesetIndex(layer);
    chunks.chunk(CHUNK.layer, (out) => writeLayer(out, layer, { level, tilesetIndex, layersHaveUuid, groupBlend }));
    this.#userData(chunks, layer.userData);
    chunks.unknown(layer.unknown);
  }

  #tilesetIndex(layer: Layer): number {
    if (layer.kind !== 'tilemap') return 0;
    const tileset = this.#sprite.tilesets.find(({ id }) => id === layer.tileset);
    if (tileset === undefined) throw this.#out.error(`the tileset of layer "${layer.name}" is missing`);
    return tileset.index;
  }

  /** User data is counted off behind the chunk: the tileset's, then that of every tile up to the last that has any. */
  #tileset(chunks: FrameWriter, tileset: Tileset): void {
    chunks.chunk(CHUNK.tileset, (out) => writeTileset(out, tileset, this.#packing.zlib));
    const { userData, tileUserData, count, unknown } = tileset;
    // A further user data chunk that was kept would be taken for that of the next tile.
    const all = unknown.some(({ type }) => type === CHUNK.userData);
    const written = all ? count : Math.max(-1, ...tileUserData.keys()) + 1;
    if (written === 0 && !all) this.#userData(chunks, userData);
    else this.#anyUserData(chunks, userData);
    for (let tile = 0; tile < written; tile++) {
      this.#anyUserData(chunks, tileUserData.get(tile) ?? NO_USER_DATA);
    }
    chunks.unknown(unknown);
  }

  /** Every tag has user data, because its colour stands there. */
  #tags(chunks: FrameWriter): void {
    const { tags } = this.#sprite;
    if (tags.length === 0) return;
    chunks.chunk(CHUNK.tags, (out) => writeTags(out, this.#sprite, this.#frameNumber));
    for (const { userData, color, unknown } of tags) {
      this.#anyUserData(chunks, { ...userData, color });
      chunks.unknown(unknown);
    }
  }

  #palette(chunks: FrameWriter, palette: Palette, unknown: readonly UnknownChunk[]): void {
    chunks.chunk(CHUNK.palette, (out) => writePalette(out, palette, unknown));
  }

  #userData(chunks: FrameWriter, data: UserData): void {
    if (!isEmptyUserData(data)) this.#anyUserData(chunks, data);
  }

  #anyUserData(chunks: FrameWriter, data: UserData): void {
    chunks.chunk(CHUNK.userData, (out) => {
      writeUserData(out, data, (name) => this.#extensionIds.get(name) ?? numberOfExtension(name) ?? 0);
    });
  }

  readonly #frameNumber = (id: FrameId): number => {
    const number = this.#frameNumbers.get(id);
    if (number === undefined) throw this.#out.error('a part of the sprite names a frame that does not exist');
    return number;
  };
}
