import { IdSource } from './ids.ts';
import { DEFAULT_PALETTE } from './palette.ts';
import { emptyRaster, type Raster } from './raster.ts';
import { EMPTY_RECT } from './rect.ts';
import type {
  ColorMode,
  ContentId,
  Frame,
  FrameId,
  GroupLayer,
  ImageContent,
  ImageLayer,
  LayerId,
  Palette,
  Sprite,
} from './sprite.ts';
import { NO_USER_DATA } from './userData.ts';

export interface NewSprite {
  readonly width: number;
  readonly height: number;
  readonly colorMode?: ColorMode;
  readonly palette?: Palette;
  /** Milliseconds of the first frame. */
  readonly duration?: number;
  readonly layerName?: string;
}

/** A sprite with one empty frame and one empty layer. */
export function newSprite({ width, height, colorMode = 'rgba', palette, duration, layerName }: NewSprite): Sprite {
  const ids = new IdSource(1);
  return ids.claimed({
    width,
    height,
    colorMode,
    transparentIndex: 0,
    palette: palette ?? DEFAULT_PALETTE,
    paletteChanges: new Map(),
    frames: [newFrame(ids.next('frame'), duration)],
    layers: [newImageLayer(ids.next('layer'), layerName ?? 'Layer 1')],
    tags: [],
    slices: [],
    tilesets: [],
    userData: NO_USER_DATA,
    grid: { x: 0, y: 0, width: 16, height: 16 },
    pixelRatio: { width: 1, height: 1 },
    colorProfile: { type: 'srgb' },
    groupBlend: true,
    externalFiles: [],
    unknown: [],
    nextId: 1,
  });
}

export function newFrame(id: FrameId, duration = 100): Frame {
  return { id, duration, unknown: [] };
}

const PLAIN_LAYER = {
  visible: true,
  editable: true,
  opacity: 255,
  blendMode: 'normal',
  continuous: false,
  lockMovement: false,
  userData: NO_USER_DATA,
  unknown: [],
} as const;

export function newImageLayer(id: LayerId, name: string): ImageLayer {
  return { ...PLAIN_LAYER, kind: 'image', id, name, background: false, reference: false, cels: new Map() };
}

export function newGroupLayer(id: LayerId, name: string): GroupLayer {
  return { ...PLAIN_LAYER, kind: 'group', id, name, collapsed: false, children: [] };
}

/** The value of a pixel in which nothing is painted, in this sprite's colour mode. */
export function emptyPixel(sprite: Sprite): number {
  return sprite.colorMode === 'indexed' ? sprite.transparentIndex : 0;
}

export function emptyRasterOf(sprite: Sprite): Raster {
  return emptyRaster(sprite.colorMode, emptyPixel(sprite));
}

export function emptyContent(sprite: Sprite, id: ContentId): ImageContent {
  return { kind: 'image', id, raster: emptyRasterOf(sprite), bounds: EMPTY_RECT };
}
