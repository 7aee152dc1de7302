import { bytesOfPixels, pixelSize } from '../../../shared/formats/pixelBytes.ts';
import { eachLayer, mapLayers } from '../../../shared/sprite/layers.ts';
import { emptyRaster, readPixels } from '../../../shared/sprite/raster.ts';
import type { Cel, ImageContent, Sprite } from '../../../shared/sprite/sprite.ts';

/** Rows of a content's pixels, small enough to be copied between two pictures of the screen. */
export interface PixelPart {
  /** Which content, by a number that its sprite gave it. */
  readonly content: number;
  /** Where these bytes begin within the content's pixels, and how many there are in all. */
  readonly at: number;
  readonly total: number;
  readonly bytes: Uint8Array;
}

/** Bytes of a part, unless a single row has more. */
const PART = 1024 * 1024;

/** The pixels within a content's bounds from the top down; one part without bytes where there are none. */
export function* partsOf({ raster, bounds }: ImageContent, content: number, most = PART): Generator<PixelPart> {
  const row = bounds.width * pixelSize(raster.mode);
  const total = row * bounds.height;
  if (total === 0) yield { content, at: 0, total, bytes: new Uint8Array(0) };
  const rows = Math.max(1, Math.floor(most / Math.max(1, row)));
  for (let y = 0; y < bounds.height && row > 0; y += rows) {
    const height = Math.min(rows, bounds.height - y);
    const pixels = readPixels(raster, { x: bounds.x, y: bounds.y + y, width: bounds.width, height });
    yield { content, at: y * row, total, bytes: bytesOfPixels(pixels) };
  }
}

/** Every image of a sprite once, however many cels show it. */
export function imagesOf(sprite: Sprite): ReadonlySet<ImageContent> {
  const images = new Set<ImageContent>();
  for (const layer of eachLayer(sprite.layers)) {
    if (layer.kind !== 'image') continue;
    for (const { content } of layer.cels.values()) if (content.kind === 'image') images.add(content);
  }
  return images;
}

/** The sprite with all but the pixels of its images: little enough to be handed over at once. */
export function withoutPixels(sprite: Sprite): Sprite {
  const bare = (cel: Cel): Cel => {
    const { content } = cel;
    if (content.kind !== 'image') return cel;
    return { ...cel, content: { ...content, raster: emptyRaster(content.raster.mode, content.raster.empty) } };
  };
  const layers = mapLayers(sprite.layers, (layer) =>
    layer.kind === 'image'
      ? { ...layer, cels: new Map([...layer.cels].map(([frame, cel]) => [frame, bare(cel)])) }
      : layer,
  );
  return { ...sprite, layers };
}
