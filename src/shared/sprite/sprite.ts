import type { Raster } from './raster.ts';
import type { Rect } from './rect.ts';
import type { UserData } from './userData.ts';

declare const kind: unique symbol;
/** A small positive whole number, unique within one sprite; `sprite.nextId` is the next one to give. */
type Id<Kind extends string> = number & { readonly [kind]: Kind };
export type LayerId = Id<'layer'>;
export type FrameId = Id<'frame'>;
export type ContentId = Id<'content'>;
export type TagId = Id<'tag'>;
export type SliceId = Id<'slice'>;
export type TilesetId = Id<'tileset'>;

export type ColorMode = 'rgba' | 'grayscale' | 'indexed';

/** A whole document as one readonly value. It can hold everything that an .aseprite file holds. */
export interface Sprite {
  /** Canvas size in pixels, 1 to 8192 each. */
  readonly width: number;
  readonly height: number;
  readonly colorMode: ColorMode;
  /** Indexed sprites only: the palette entry that shows what lies below (not on background layers). */
  readonly transparentIndex: number;
  /** The palette of the first frame, and of all that follow up to the next change. */
  readonly palette: Palette;
  readonly paletteChanges: ReadonlyMap<FrameId, Palette>;
  /** At least one. */
  readonly frames: readonly Frame[];
  /** Bottom to top. */
  readonly layers: readonly Layer[];
  readonly tags: readonly Tag[];
  readonly slices: readonly Slice[];
  readonly tilesets: readonly Tileset[];
  readonly userData: UserData;
  readonly grid: Rect;
  readonly pixelRatio: { readonly width: number; readonly height: number };
  readonly colorProfile: ColorProfile;
  /** Whether a group's own opacity and blend mode count; older files do not say so. */
  readonly groupBlend: boolean;
  readonly externalFiles: readonly ExternalFile[];
  readonly unknown: readonly UnknownChunk[];
  readonly nextId: number;
}

/** One entry a colour, RGBA in memory order (see color.ts). */
export interface Palette {
  readonly colors: readonly number[];
  /** Names by entry, for the entries that have one. */
  readonly names: ReadonlyMap<number, string>;
  /** Flag bits of the file, by entry, that nothing here stands for; kept. */
  readonly extraFlags?: ReadonlyMap<number, number>;
}

export interface Frame {
  readonly id: FrameId;
  /** Milliseconds, 1 to 65535. */
  readonly duration: number;
  readonly unknown: readonly UnknownChunk[];
}

export type Layer = ImageLayer | GroupLayer | TilemapLayer;

interface LayerProperties {
  readonly id: LayerId;
  readonly name: string;
  readonly visible: boolean;
  /** False: the layer is locked. */
  readonly editable: boolean;
  /** 0 to 255. */
  readonly opacity: number;
  readonly blendMode: BlendMode;
  /** New cels are linked to the one before. */
  readonly continuous: boolean;
  readonly lockMovement: boolean;
  /** 16 bytes as 32 hexadecimal digits. */
  readonly uuid?: string;
  /** Flag bits of the file that no field of this kind of layer stands for; kept. */
  readonly extraFlags?: number;
  readonly userData: UserData;
  readonly unknown: readonly UnknownChunk[];
}

export interface ImageLayer extends LayerProperties {
  readonly kind: 'image';
  /** Opaque, covers the canvas, lies at the bottom. */
  readonly background: boolean;
  readonly reference: boolean;
  readonly cels: ReadonlyMap<FrameId, Cel>;
}

export interface TilemapLayer extends LayerProperties {
  readonly kind: 'tilemap';
  readonly tileset: TilesetId;
  readonly cels: ReadonlyMap<FrameId, Cel>;
}

export interface GroupLayer extends LayerProperties {
  readonly kind: 'group';
  readonly collapsed: boolean;
  /** Bottom to top. */
  readonly children: readonly Layer[];
}

/** What one layer shows in one frame. Two cels of a layer with one content id are linked. */
export interface Cel {
  /** Where the content's origin lies on the canvas. */
  readonly x: number;
  readonly y: number;
  /** 0 to 255. */
  readonly opacity: number;
  /** Moves the cel up or down among the layers of its frame. */
  readonly zIndex: number;
  /** Linked cels hold the very same object. */
  readonly content: Content;
  /** Exact position and size in pixels, as reference layers store them: multiples of 1/65536, not whole numbers. */
  readonly preciseBounds?: Rect;
  readonly userData: UserData;
  readonly unknown: readonly UnknownChunk[];
}

export type Content = ImageContent | TilemapContent;

export interface ImageContent {
  readonly kind: 'image';
  readonly id: ContentId;
  readonly raster: Raster;
  /** The part of the raster that belongs to the cel, in raster coordinates. Nothing is painted outside it. */
  readonly bounds: Rect;
}

export interface TilemapContent {
  readonly kind: 'tilemap';
  readonly id: ContentId;
  /** Size in tiles. */
  readonly width: number;
  readonly height: number;
  /** Row by row, tile index and flips as the masks say. */
  readonly tiles: Uint32Array;
  readonly masks: TileMasks;
}

export interface TileMasks {
  readonly index: number;
  readonly flipX: number;
  readonly flipY: number;
  readonly flipDiagonal: number;
}

export type TagDirection = 'forward' | 'reverse' | 'pingpong' | 'pingpong_reverse';

export interface Tag {
  readonly id: TagId;
  readonly name: string;
  /** First and last frame, both played. */
  readonly from: FrameId;
  readonly to: FrameId;
  readonly direction: TagDirection;
  /** How often it plays; 0 = for ever. */
  readonly repeat: number;
  /** RGBA; the colour shown in the timeline. */
  readonly color: number;
  readonly userData: UserData;
  readonly unknown: readonly UnknownChunk[];
}

export interface Slice {
  readonly id: SliceId;
  readonly name: string;
  readonly keys: readonly SliceKey[];
  readonly userData: UserData;
  readonly unknown: readonly UnknownChunk[];
}

/** Where a slice lies from one frame on. */
export interface SliceKey {
  readonly frame: FrameId;
  readonly bounds: Rect;
  /** The centre part of a 9-patch, relative to the bounds. */
  readonly center?: Rect;
  /** Relative to the bounds. */
  readonly pivot?: { readonly x: number; readonly y: number };
}

export interface Tileset {
  readonly id: TilesetId;
  /** The number by which the file knows it. */
  readonly index: number;
  readonly name: string;
  readonly tileWidth: number;
  readonly tileHeight: number;
  readonly count: number;
  /** All tiles, one below the other; absent when they only stand in an external file. */
  readonly pixels?: Uint8Array | Uint16Array | Uint32Array;
  readonly external?: { readonly fileId: number; readonly tilesetId: number };
  /** The number shown for the first tile. */
  readonly baseIndex: number;
  readonly emptyTileIsZero: boolean;
  readonly matchFlags: number;
  readonly userData: UserData;
  /** By tile number, where a tile has any. */
  readonly tileUserData: ReadonlyMap<number, UserData>;
  readonly unknown: readonly UnknownChunk[];
}

export type ColorProfile =
  | { readonly type: 'none' }
  | { readonly type: 'srgb'; readonly gamma?: number }
  | { readonly type: 'icc'; readonly gamma?: number; readonly data: Uint8Array };

export interface ExternalFile {
  readonly id: number;
  /** 0 palette, 1 tileset, 2 extension of properties, 3 extension of tile management; others are kept. */
  readonly type: number;
  readonly name: string;
}

/**
 * A part of a file that we do not understand; it goes where the object goes that it follows. Types above 0xffff are not
 * chunks but bytes within the object's own (see formats/aseprite/reservedBytes.ts).
 */
export interface UnknownChunk {
  readonly type: number;
  readonly data: Uint8Array;
}

export const BLEND_MODES = [
  'normal',
  'multiply',
  'screen',
  'overlay',
  'darken',
  'lighten',
  'color_dodge',
  'color_burn',
  'hard_light',
  'soft_light',
  'difference',
  'exclusion',
  'hue',
  'saturation',
  'color',
  'luminosity',
  'addition',
  'subtract',
  'divide',
] as const;
export type BlendMode = (typeof BLEND_MODES)[number];

export const LIMITS = {
  /** Longest side in pixels. */
  side: 8192,
  frames: 4000,
  layers: 1000,
  /** Of all tiles together. */
  bytes: 1024 ** 3,
} as const;
