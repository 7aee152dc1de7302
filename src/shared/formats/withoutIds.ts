import { readPixels } from '../sprite/raster.ts';
import type { Cel, Content, ContentId, FrameId, Layer, Sprite, TilesetId } from '../sprite/sprite.ts';

/**
 * A sprite as plain values in which frames, contents and tilesets are numbers in order of appearance: equal for two
 * sprites that differ only in their ids, and in where the origin of their rasters lies.
 */
export function withoutIds(sprite: Sprite): unknown {
  const { paletteChanges, frames, layers, tags, slices, tilesets, nextId: _, ...rest } = sprite;
  const frameNumbers = new Map(frames.map(({ id }, number) => [id, number]));
  const tilesetNumbers = new Map(tilesets.map(({ id }, number) => [id, number]));
  const contents = new Map<ContentId, number>();
  const place = { frameNumbers, tilesetNumbers, contents };
  const numberOf = (frame: FrameId) => frameNumbers.get(frame);
  return {
    ...rest,
    paletteChanges: byFrame(paletteChanges, frameNumbers),
    frames: frames.map(({ id: _id, ...frame }) => frame),
    layers: layers.map((layer) => plainLayer(layer, place)),
    tags: tags.map(({ id: _id, from, to, ...tag }) => ({ ...tag, from: numberOf(from), to: numberOf(to) })),
    slices: slices.map(({ id: _id, keys, ...slice }) => ({
      ...slice,
      keys: keys.map(({ frame, ...key }) => ({ ...key, frame: numberOf(frame) })),
    })),
    tilesets: tilesets.map(({ id: _id, ...tileset }) => tileset),
  };
}

interface Numbering {
  readonly frameNumbers: ReadonlyMap<FrameId, number>;
  readonly tilesetNumbers: ReadonlyMap<TilesetId, number>;
  readonly contents: Map<ContentId, number>;
}

function byFrame<Value>(map: ReadonlyMap<FrameId, Value>, numbers: ReadonlyMap<FrameId, number>): [number, Value][] {
  return [...numbers].flatMap(([id, number]): [number, Value][] => {
    const value = map.get(id);
    return value === undefined ? [] : [[number, value]];
  });
}

function plainLayer(layer: Layer, numbering: Numbering): unknown {
  const { id: _, ...properties } = layer;
  if (layer.kind === 'group') {
    return { ...properties, children: layer.children.map((child) => plainLayer(child, numbering)) };
  }
  const cels = byFrame(layer.cels, numbering.frameNumbers).map(([frame, cel]) => [frame, plainCel(cel, numbering)]);
  if (layer.kind === 'image') return { ...properties, cels };
  return { ...properties, cels, tileset: numbering.tilesetNumbers.get(layer.tileset) };
}

function plainCel(cel: Cel, { contents }: Numbering): unknown {
  const { content, x, y, ...rest } = cel;
  const number = contents.get(content.id) ?? contents.size;
  contents.set(content.id, number);
  const origin = content.kind === 'image' ? content.bounds : { x: 0, y: 0 };
  return { ...rest, x: x + origin.x, y: y + origin.y, content: { number, ...plainContent(content) } };
}

function plainContent(content: Content): object {
  if (content.kind === 'tilemap') {
    const { id: _, ...rest } = content;
    return rest;
  }
  const { bounds, raster } = content;
  const { width, height } = bounds;
  return { kind: 'image', mode: raster.mode, empty: raster.empty, width, height, pixels: readPixels(raster, bounds) };
}
