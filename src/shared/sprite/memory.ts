import { eachLayer } from './layers.ts';
import { differingTiles, tilesOf } from './raster.ts';
import type { Content, ContentId, Layer, Sprite } from './sprite.ts';

/** Bytes of pixels that `a` holds and `b` does not: what keeping `a` beside `b` costs. Shared parts are passed over. */
export function bytesOnlyIn(a: Sprite, b: Sprite): number {
  const others = new Map([...eachLayer(b.layers)].map((layer) => [layer.id, layer]));
  let bytes = 0;
  for (const layer of eachLayer(a.layers)) {
    const other = others.get(layer.id);
    if (layer !== other) bytes += layerBytesBeyond(layer, other);
  }
  return bytes;
}

/** Bytes of all pixels in a sprite. */
export function bytesOf(sprite: Sprite): number {
  let bytes = 0;
  for (const layer of eachLayer(sprite.layers)) bytes += layerBytesBeyond(layer, undefined);
  return bytes;
}

function layerBytesBeyond(layer: Layer, other: Layer | undefined): number {
  const kept = contentsOf(other);
  let bytes = 0;
  for (const [id, content] of contentsOf(layer)) bytes += contentBytesBeyond(content, kept.get(id));
  return bytes;
}

function contentsOf(layer: Layer | undefined): ReadonlyMap<ContentId, Content> {
  if (layer === undefined || layer.kind === 'group') return new Map();
  return new Map([...layer.cels.values()].map((cel) => [cel.content.id, cel.content]));
}

function contentBytesBeyond(content: Content, other: Content | undefined): number {
  if (content === other) return 0;
  if (content.kind === 'tilemap') return content.tiles.byteLength;
  if (other?.kind !== 'image') return sum([...tilesOf(content.raster)].map((tile) => tile.pixels.byteLength));
  const differing = differingTiles(content.raster, other.raster);
  return sum([...differing].map((tile) => tile.a?.byteLength ?? 0));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
