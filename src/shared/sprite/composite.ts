import { rowBlenderOf } from './blend/blendRow.ts';
import { multiplyBytes } from './blend/multiplyBytes.ts';
import { celRect, tilesetOf } from './cels.ts';
import { grayToRgba } from './color.ts';
import { indexedColors, isBackground, rowReaderOf } from './layerPixels.ts';
import type { CelLayer } from './layers.ts';
import { type Brushwork, type PaintTarget, paintTilemap } from './paintTilemap.ts';
import { paletteAt } from './palette.ts';
import { eachTileIn, type Pixels, pixelArray, TILE, tileAt } from './raster.ts';
import { intersect, moved, type Rect } from './rect.ts';
import { renderOrder } from './renderOrder.ts';
import type { Cel, FrameId, GroupLayer, ImageContent, Layer, Sprite } from './sprite.ts';

export interface CompositeOptions {
  /** Leaves layers out that this says no to; used for onion skin and for exporting some layers only. */
  readonly shows?: (layer: Layer) => boolean;
}

/**
 * What frame number `index` of a sprite looks like within `region` (canvas pixels): RGBA, row by row, not premultiplied.
 * Pure, and pixel for pixel what Aseprite shows: its blend modes in integers, its order of layers and z-indexes, groups
 * composed by themselves where the sprite says that their opacity and blend mode count. Colours of wholly transparent
 * pixels mean nothing. Reference layers are not painted. (Where Aseprite exports grayscale and indexed sprites in their
 * own colour mode, it blends some modes otherwise than on its screen; here it is always as on the screen.)
 */
export function composite(sprite: Sprite, index: number, region: Rect, options: CompositeOptions = {}): Uint32Array {
  const frame = sprite.frames[index];
  const out = new Uint32Array(region.width * region.height);
  const area = intersect(region, { x: 0, y: 0, width: sprite.width, height: sprite.height });
  if (frame === undefined || area.width === 0) return out;
  const scene = { sprite, index, frame: frame.id, area, options };
  paintBackdrop(scene, { out, region });
  paintLayers(scene, sprite.layers, { out, region });
  return out;
}

/** The whole canvas of one frame. */
export function compositeFrame(sprite: Sprite, index: number, options?: CompositeOptions): Uint32Array {
  return composite(sprite, index, { x: 0, y: 0, width: sprite.width, height: sprite.height }, options);
}

/** How single pixels of a layer become RGBA in frame number `index`. */
export function colorsFor(sprite: Sprite, layer: Layer, index: number): (pixel: number) => number {
  if (sprite.colorMode === 'rgba') return (pixel) => pixel;
  if (sprite.colorMode === 'grayscale') return grayToRgba;
  const colors = indexedColors(sprite, layer, index);
  return (pixel) => colors[pixel] ?? 0;
}

interface Scene {
  readonly sprite: Sprite;
  readonly index: number;
  readonly frame: FrameId;
  /** The part of the region that lies on the canvas. */
  readonly area: Rect;
  readonly options: CompositeOptions;
}

/** Below a visible background of an indexed sprite lies the colour of its transparent entry. */
function paintBackdrop({ sprite, index, area, options }: Scene, { out, region }: PaintTarget): void {
  if (sprite.colorMode !== 'indexed') return;
  const background = sprite.layers.find(isBackground);
  if (!background?.visible || options.shows?.(background) === false) return;
  const color = paletteAt(sprite, index).colors[sprite.transparentIndex] ?? 0;
  for (let y = area.y; y < area.y + area.height; y++) {
    const start = (y - region.y) * region.width + (area.x - region.x);
    out.fill(color, start, start + area.width);
  }
}

function paintLayers(scene: Scene, layers: readonly Layer[], target: PaintTarget): void {
  const { sprite, frame, options } = scene;
  for (const item of renderOrder(layers, frame, { composeGroups: sprite.groupBlend, shows: options.shows })) {
    if (item.kind === 'group') paintGroup(scene, item.layer, target);
    else paintCel(scene, item.layer, item.cel, target);
  }
}

/** A group whose blend mode and opacity count is painted by itself first and then laid over the rest. */
function paintGroup(scene: Scene, group: GroupLayer, target: PaintTarget): void {
  const out = new Uint32Array(target.out.length);
  paintLayers(scene, group.children, { ...target, out });
  rowBlenderOf(group.blendMode)(target.out, 0, out, out.length, group.opacity);
}

function paintCel(scene: Scene, layer: CelLayer, cel: Cel, target: PaintTarget): void {
  const { sprite, index, area } = scene;
  const opacity = multiplyBytes(cel.opacity, layer.opacity);
  if (opacity === 0) return;
  const brushwork = { readRow: rowReaderOf(sprite, layer, index), blendRow: rowBlenderOf(layer.blendMode), opacity };
  const { content } = cel;
  if (content.kind === 'image') {
    paintImage(cel, content, intersect(area, celRect(cel)), isBackground(layer), target, brushwork);
    return;
  }
  const tileset = tilesetOf(sprite, layer);
  if (tileset) paintTilemap(cel, content, tileset, area, target, brushwork);
}

/** Paints the part of an image cel that lies in `area`. A background shows its empty pixels too. */
function paintImage(
  { x, y }: Cel,
  { raster }: ImageContent,
  area: Rect,
  background: boolean,
  { out, region }: PaintTarget,
  { readRow, blendRow, opacity }: Brushwork,
): void {
  const row = new Uint32Array(TILE);
  let blank: Pixels | undefined;
  eachTileIn(moved(area, -x, -y), (tx, ty, part) => {
    let tile = tileAt(raster, tx, ty);
    if (tile === undefined) {
      if (!background) return;
      blank ??= pixelArray(raster.mode, TILE * TILE).fill(raster.empty);
      tile = blank;
    }
    for (let line = part.y; line < part.y + part.height; line++) {
      readRow(row, tile, (line & (TILE - 1)) * TILE + (part.x & (TILE - 1)), 1, part.width);
      blendRow(out, (line + y - region.y) * region.width + (part.x + x - region.x), row, part.width, opacity);
    }
  });
}
