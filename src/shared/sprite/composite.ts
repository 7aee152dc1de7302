import { blendNormal, multiplyBytes } from './blend.ts';
import { celRect } from './cels.ts';
import { grayToRgba } from './color.ts';
import { paletteAt } from './palette.ts';
import { eachTileIn, TILE, tileAt } from './raster.ts';
import { intersect, isEmpty, moved, type Rect } from './rect.ts';
import type { Cel, FrameId, ImageContent, Layer, Sprite } from './sprite.ts';

export interface CompositeOptions {
  /** Leaves layers out that this says no to; used for onion skin and for exporting some layers only. */
  readonly shows?: (layer: Layer) => boolean;
}

/**
 * What frame number `index` of a sprite looks like within `region` (canvas pixels): RGBA, row by row, not premultiplied.
 * Pure and exact in integers, so that screen, export and batch mode agree to the bit.
 */
export function composite(sprite: Sprite, index: number, region: Rect, options: CompositeOptions = {}): Uint32Array {
  const frame = sprite.frames[index];
  const out = new Uint32Array(region.width * region.height);
  if (frame) paintLayers(sprite, sprite.layers, frame.id, index, { out, region, options });
  return out;
}

/** The whole canvas of one frame. */
export function compositeFrame(sprite: Sprite, index: number, options?: CompositeOptions): Uint32Array {
  return composite(sprite, index, { x: 0, y: 0, width: sprite.width, height: sprite.height }, options);
}

interface Target {
  readonly out: Uint32Array;
  readonly region: Rect;
  readonly options: CompositeOptions;
}

function paintLayers(sprite: Sprite, layers: readonly Layer[], frame: FrameId, index: number, target: Target): void {
  for (const { layer, cel } of inOrder(sprite, layers, frame, target.options)) {
    if (layer.kind === 'group') paintGroup(sprite, layer, frame, index, target);
    else if (cel?.content.kind === 'image') {
      paintCel(sprite, cel, cel.content, layer, colorsFor(sprite, layer, index), target);
    }
  }
}

/** A group whose opacity counts is painted by itself first and then laid over the rest. */
function paintGroup(sprite: Sprite, group: Layer & { kind: 'group' }, frame: FrameId, index: number, target: Target) {
  const out = new Uint32Array(target.out.length);
  paintLayers(sprite, group.children, frame, index, { ...target, out });
  for (let i = 0; i < out.length; i++) {
    const source = out[i] ?? 0;
    if (source !== 0) target.out[i] = blendNormal(target.out[i] ?? 0, source, group.opacity);
  }
}

interface Item {
  readonly layer: Layer;
  readonly cel?: Cel;
  readonly order: number;
  readonly zIndex: number;
}

/** Visible layers bottom to top: by place plus the cel's z-index, then by the z-index itself. */
function inOrder(sprite: Sprite, layers: readonly Layer[], frame: FrameId, options: CompositeOptions): readonly Item[] {
  const items: Item[] = [];
  let place = 0;
  const visit = (siblings: readonly Layer[]): void => {
    for (const layer of siblings) {
      const order = place++;
      if (!layer.visible || options.shows?.(layer) === false) continue;
      if (layer.kind === 'group') {
        if (sprite.groupBlend) items.push({ layer, order, zIndex: 0 });
        else visit(layer.children);
        continue;
      }
      const cel = layer.cels.get(frame);
      if (cel && !(layer.kind === 'image' && layer.reference)) {
        items.push({ layer, cel, order: order + cel.zIndex, zIndex: cel.zIndex });
      }
    }
  };
  visit(layers);
  return items.sort((a, b) => a.order - b.order || a.zIndex - b.zIndex);
}

function paintCel(
  sprite: Sprite,
  cel: Cel,
  { raster }: ImageContent,
  layer: Layer,
  toRgba: (pixel: number) => number,
  { out, region }: Target,
): void {
  const canvas = { x: 0, y: 0, width: sprite.width, height: sprite.height };
  const area = intersect(intersect(celRect(cel), canvas), region);
  if (isEmpty(area)) return;
  const opacity = multiplyBytes(cel.opacity, layer.opacity);
  const background = layer.kind === 'image' && layer.background;
  eachTileIn(moved(area, -cel.x, -cel.y), (tx, ty, part) => {
    const tile = tileAt(raster, tx, ty);
    if (tile === undefined && !background) return;
    for (let y = part.y; y < part.y + part.height; y++) {
      let to = (y + cel.y - region.y) * region.width + (part.x + cel.x - region.x);
      let from = (y & (TILE - 1)) * TILE + (part.x & (TILE - 1));
      for (let left = part.width; left > 0; left--, to++, from++) {
        const source = toRgba(tile?.[from] ?? raster.empty);
        if (source !== 0) out[to] = blendNormal(out[to] ?? 0, source, opacity);
      }
    }
  });
}

/** How pixels of a layer become RGBA: through the frame's palette, with the transparent entry clear off the background. */
function colorsFor(sprite: Sprite, layer: Layer, index: number): (pixel: number) => number {
  if (sprite.colorMode === 'rgba') return (pixel) => pixel;
  if (sprite.colorMode === 'grayscale') return grayToRgba;
  const entries = new Uint32Array(256);
  entries.set(paletteAt(sprite, index).colors.slice(0, 256));
  const background = layer.kind === 'image' && layer.background;
  if (!background) entries[sprite.transparentIndex] = 0;
  return (pixel) => entries[pixel] ?? 0;
}
