import { IdSource } from '../../sprite/ids.ts';
import { type Pixels, pixelArray, rasterFrom } from '../../sprite/raster.ts';
import type { Rect } from '../../sprite/rect.ts';
import type { ColorProfile, Content, ExternalFile, FrameId, Palette, SliceKey } from '../../sprite/sprite.ts';
import type { ByteReader } from '../byteReader.ts';
import { FORMAT_LIMITS } from '../formatLimits.ts';
import type { MemoryBudget } from '../memoryBudget.ts';
import type { Zlib } from '../zlib.ts';
import { Attachments, Holder } from './attachments.ts';
import { type CelEntry, readCel, readCelExtra } from './celChunk.ts';
import { CHUNK } from './chunkTypes.ts';
import { readColorProfile } from './colorProfileChunk.ts';
import { PixelInflater } from './compressedPixels.ts';
import { readExternalFiles } from './externalFilesChunk.ts';
import type { FrameHeader } from './frameChunks.ts';
import type { Header } from './header.ts';
import { type LayerChunk, readLayer } from './layerChunk.ts';
import { readOldPalette, readPalette } from './paletteChunk.ts';
import { KEPT } from './reservedBytes.ts';
import { readSlice } from './sliceChunk.ts';
import { readTags, type TagEntry } from './tagsChunk.ts';
import { readTileset, type TilesetEntry } from './tilesetChunk.ts';

export interface CelDraft extends Omit<CelEntry, 'body' | 'layer' | 'kept'> {
  readonly holder: Holder;
  readonly content: Content;
  preciseBounds?: Rect;
}

export interface LayerDraft extends Omit<LayerChunk, 'kept'> {
  readonly holder: Holder;
  /** By frame number. */
  readonly cels: Map<number, CelDraft>;
}

export interface TilesetDraft extends Omit<TilesetEntry, 'kept'> {
  readonly holder: Holder;
  /** By tile number, as far as user data came. */
  readonly tiles: readonly Holder[];
}

/** What has been read of a file so far. Frames and contents get their ids at once, the rest when the sprite is built. */
export class SpriteDraft {
  readonly header: Header;
  readonly ids = new IdSource(1);
  readonly frames: readonly FrameId[];
  readonly durations: number[] = [];
  readonly frameHolders: Holder[] = [];
  readonly holder = new Holder();
  readonly layers: LayerDraft[] = [];
  readonly tags: (Omit<TagEntry, 'kept'> & { readonly holder: Holder })[] = [];
  readonly slices: { readonly name: string; readonly keys: readonly SliceKey[]; readonly holder: Holder }[] = [];
  readonly tilesets: TilesetDraft[] = [];
  /** By frame number. */
  readonly palettes = new Map<number, Palette>();
  readonly externalFiles: ExternalFile[] = [];
  colorProfile: ColorProfile = { type: 'none' };

  readonly #inflater: PixelInflater;
  readonly #attachments = new Attachments(this.holder);
  #palette: Palette = { colors: [], names: new Map() };
  #newPalettes = false;
  #paletteColors = 0;
  #lastCel: CelDraft | undefined;

  constructor(header: Header, zlib: Zlib, budget: MemoryBudget) {
    this.header = header;
    this.#inflater = new PixelInflater(zlib, budget);
    this.frames = Array.from({ length: header.frameCount }, () => this.ids.next('frame'));
  }

  /** What follows the start of the first frame belongs to the sprite, and to the frame in all others. */
  startFrame(duration: number): void {
    const holder = new Holder();
    this.durations.push(duration);
    this.frameHolders.push(holder);
    this.#lastCel = undefined;
    if (this.durations.length > 1) this.#attachments.followPlain(holder);
  }

  endFrame({ body, reserved }: FrameHeader): void {
    const holder = this.frameHolders[this.#frame];
    if (holder) this.#attachments.keep(holder, reserved.kept(body, KEPT.fields), body);
  }

  /** What stands behind the last frame, and what was kept of the header. */
  keepTrailing(reader: ByteReader): void {
    const data = reader.bytes(reader.remaining).slice();
    const trailing = data.length === 0 ? [] : [{ type: KEPT.trailing, data }];
    this.#attachments.keep(this.holder, [...this.header.kept, ...trailing], reader);
  }

  chunk(type: number, reader: ByteReader): void {
    switch (type) {
      case CHUNK.externalFiles:
        this.#externalFiles(reader);
        break;
      case CHUNK.colorProfile:
        this.#colorProfile(type, reader);
        break;
      case CHUNK.oldPalette:
        this.#oldPalette(reader, 8);
        break;
      case CHUNK.oldPalette6Bit:
        this.#oldPalette(reader, 6);
        break;
      case CHUNK.palette:
        this.#newPalette(reader);
        break;
      case CHUNK.userData:
        this.#attachments.userData(reader);
        break;
      default:
        this.#object(type, reader);
        break;
    }
  }

  #object(type: number, reader: ByteReader): void {
    switch (type) {
      case CHUNK.layer:
        this.#layer(reader);
        break;
      case CHUNK.tileset:
        this.#tileset(reader);
        break;
      case CHUNK.tags:
        this.#tags(reader);
        break;
      case CHUNK.slice:
        this.#slice(type, reader);
        break;
      case CHUNK.cel:
        this.#cel(reader);
        break;
      case CHUNK.celExtra:
        this.#celExtra(type, reader);
        break;
      default:
        this.#attachments.unknown(type, reader);
        break;
    }
  }

  get #frame(): number {
    return this.durations.length - 1;
  }

  #atFrameHead(): void {
    const holder = this.frameHolders[this.#frame];
    if (this.#frame === 0 || holder === undefined) this.#attachments.followOne(this.holder);
    else this.#attachments.followPlain(holder);
  }

  /** Where parts belong that concern the sprite or, after its first frame, the frame. */
  get #headHolder(): Holder {
    return (this.#frame === 0 ? undefined : this.frameHolders[this.#frame]) ?? this.holder;
  }

  #externalFiles(reader: ByteReader): void {
    const { files, kept } = readExternalFiles(reader);
    for (const file of files) this.externalFiles.push(file);
    this.#attachments.keep(this.holder, kept, reader);
    this.#atFrameHead();
  }

  #colorProfile(type: number, reader: ByteReader): void {
    const start = reader.copy();
    const chunk = readColorProfile(reader);
    this.#atFrameHead();
    if (chunk === undefined) {
      this.#attachments.unknown(type, start);
      return;
    }
    this.colorProfile = chunk.profile;
    this.#attachments.keep(this.holder, chunk.kept, reader);
  }

  #newPalette(reader: ByteReader): void {
    const { palette, kept } = readPalette(reader, this.#palette);
    this.#newPalettes = true;
    this.#setPalette(reader, palette);
    this.#attachments.keep(this.#headHolder, kept, reader);
  }

  /** Files that hold new palette chunks hold old ones only for old readers. */
  #oldPalette(reader: ByteReader, bits: 6 | 8): void {
    if (!this.#newPalettes) this.#setPalette(reader, readOldPalette(reader, this.#palette, bits));
  }

  #setPalette(reader: ByteReader, palette: Palette): void {
    this.#paletteColors += palette.colors.length;
    if (this.#paletteColors > FORMAT_LIMITS.paletteColorsOfAll) {
      throw reader.error('too_large', `the palettes have more than ${FORMAT_LIMITS.paletteColorsOfAll} colours`);
    }
    this.#palette = palette;
    this.palettes.set(this.#frame, palette);
    this.#atFrameHead();
  }

  #layer(reader: ByteReader): void {
    if (this.layers.length === FORMAT_LIMITS.layers) {
      throw reader.error('too_large', `more than ${FORMAT_LIMITS.layers} layers`);
    }
    const holder = new Holder();
    const { kept, ...layer } = readLayer(reader, this.header);
    this.layers.push({ ...layer, holder, cels: new Map() });
    this.#attachments.keep(holder, kept, reader);
    this.#attachments.followOne(holder);
  }

  #tileset(reader: ByteReader): void {
    if (this.tilesets.length === FORMAT_LIMITS.tilesets) {
      throw reader.error('too_large', `more than ${FORMAT_LIMITS.tilesets} tilesets`);
    }
    const { kept, ...entry } = readTileset(reader, this.header.colorMode, this.#inflater);
    if (this.tilesets.some(({ index }) => index === entry.index)) {
      throw reader.error('invalid', `two tilesets have the number ${entry.index}`);
    }
    const holder = new Holder();
    const tiles: Holder[] = [];
    this.#attachments.keep(holder, kept, reader);
    this.tilesets.push({ ...entry, holder, tiles });
    this.#attachments.follow(holder, tilesetHolders(holder, tiles, entry.count));
  }

  #tags(reader: ByteReader): void {
    const holders: Holder[] = [];
    const chunk = readTags(reader, this.frames.length);
    for (const { kept, ...entry } of chunk.tags) {
      const holder = new Holder();
      holders.push(holder);
      this.tags.push({ ...entry, holder });
      this.#attachments.keep(holder, kept, reader);
    }
    this.#attachments.keep(this.holder, chunk.kept, reader);
    const [first] = holders;
    if (first) this.#attachments.follow(first, holders.values());
    else this.#atFrameHead();
  }

  #slice(type: number, reader: ByteReader): void {
    const start = reader.copy();
    const chunk = readSlice(reader, this.frames);
    if (chunk === undefined) {
      this.#attachments.unknown(type, start);
      return;
    }
    const { kept, ...slice } = chunk;
    const holder = new Holder();
    this.slices.push({ ...slice, holder });
    this.#attachments.keep(holder, kept, reader);
    this.#attachments.followOne(holder);
  }

  #cel(reader: ByteReader): void {
    const { layer: number, body, kept, ...place } = readCel(reader, this.header.colorMode, this.#inflater);
    const layer = this.layers[number];
    if (layer === undefined) throw reader.error('invalid', `a cel of layer ${number}; there are ${this.layers.length}`);
    if (layer.cels.has(this.#frame)) throw reader.error('invalid', `a second cel of layer "${layer.name}"`);
    const cel = { ...place, holder: new Holder(), content: this.#contentOf(reader, layer, body) };
    layer.cels.set(this.#frame, cel);
    this.#lastCel = cel;
    this.#attachments.keep(cel.holder, kept, reader);
    this.#attachments.followOne(cel.holder);
  }

  /** A link names an earlier frame; so links can neither form a circle nor point forward. */
  #contentOf(reader: ByteReader, layer: LayerDraft, body: CelEntry['body']): Content {
    if (body.kind === 'link') {
      const linked = body.frame < this.#frame ? layer.cels.get(body.frame) : undefined;
      if (linked === undefined) {
        throw reader.error(
          'invalid',
          `a cel of "${layer.name}" is linked to frame ${body.frame}, which has none before it`,
        );
      }
      return linked.content;
    }
    if (body.kind === 'unknown' && layer.kind !== 'group')
      return this.#image(pixelArray(this.header.colorMode, 0), 0, 0);
    if (body.kind !== layer.kind)
      throw reader.error('invalid', `a cel with an ${body.kind} in the ${layer.kind} layer`);
    if (body.kind === 'tilemap') return { ...body, id: this.ids.next('content') };
    return this.#image(body.pixels, body.width, body.height);
  }

  #image(pixels: Pixels, width: number, height: number): Content {
    const { colorMode, transparentIndex } = this.header;
    const raster = rasterFrom(colorMode, pixels, width, height, colorMode === 'indexed' ? transparentIndex : 0);
    return { kind: 'image', id: this.ids.next('content'), raster, bounds: { x: 0, y: 0, width, height } };
  }

  #celExtra(type: number, reader: ByteReader): void {
    const start = reader.copy();
    const bounds = readCelExtra(reader);
    if (bounds && this.#lastCel && !this.#lastCel.preciseBounds) this.#lastCel.preciseBounds = bounds;
    else this.#attachments.unknown(type, start);
  }
}

/** The tileset itself, then its tiles; made only as user data comes, since the count may lie. */
function* tilesetHolders(tileset: Holder, tiles: Holder[], count: number): Generator<Holder> {
  yield tileset;
  for (let tile = 0; tile < count; tile++) {
    const holder = new Holder(tileset.unknown);
    tiles.push(holder);
    yield holder;
  }
}
