import type { Cel, FrameId, GroupLayer, ImageLayer, Layer, LayerId, Sprite, TilemapLayer } from './sprite.ts';

/** Layers that hold cels: all but groups. */
export type CelLayer = ImageLayer | TilemapLayer;

/** All layers of a tree, bottom to top, a group before its children: the order of an .aseprite file. */
export function* eachLayer(layers: readonly Layer[]): Generator<Layer> {
  for (const layer of layers) {
    yield layer;
    if (layer.kind === 'group') yield* eachLayer(layer.children);
  }
}

export function findLayer(sprite: Sprite, id: LayerId): Layer | undefined {
  for (const layer of eachLayer(sprite.layers)) if (layer.id === id) return layer;
  return undefined;
}

/** The groups around a layer, outermost first; empty at the top level. */
export function groupsAround(layers: readonly Layer[], id: LayerId): readonly GroupLayer[] {
  for (const layer of layers) {
    if (layer.kind !== 'group') continue;
    if (layer.children.some((child) => child.id === id)) return [layer];
    const inner = groupsAround(layer.children, id);
    if (inner.length > 0) return [layer, ...inner];
  }
  return [];
}

/** Whether a layer and all the groups around it are shown. */
export function isShown(sprite: Sprite, layer: Layer): boolean {
  return layer.visible && groupsAround(sprite.layers, layer.id).every((group) => group.visible);
}

/** Whether a layer and all the groups around it may be changed. */
export function isEditable(sprite: Sprite, layer: Layer): boolean {
  return layer.editable && groupsAround(sprite.layers, layer.id).every((group) => group.editable);
}

/** Every layer of a tree as `change` returns it, groups after their children; the same array if nothing changed. */
export function mapLayers(layers: readonly Layer[], change: (layer: Layer) => Layer): readonly Layer[] {
  let same = true;
  const mapped = layers.map((layer) => {
    const children = layer.kind === 'group' ? mapLayers(layer.children, change) : undefined;
    const inner =
      layer.kind === 'group' && children !== layer.children ? { ...layer, children: children ?? [] } : layer;
    const next = change(inner);
    if (next !== layer) same = false;
    return next;
  });
  return same ? layers : mapped;
}

export function withLayers(sprite: Sprite, layers: readonly Layer[]): Sprite {
  return layers === sprite.layers ? sprite : { ...sprite, layers };
}

/** The sprite with one layer as `change` returns it; the same sprite if that is the same layer. */
export function updateLayer(sprite: Sprite, id: LayerId, change: (layer: Layer) => Layer): Sprite {
  return withLayers(
    sprite,
    mapLayers(sprite.layers, (layer) => (layer.id === id ? change(layer) : layer)),
  );
}

/** The sprite with the cels of every layer as `change` returns them. */
export function updateCels(
  sprite: Sprite,
  change: (cels: ReadonlyMap<FrameId, Cel>, layer: CelLayer) => ReadonlyMap<FrameId, Cel>,
): Sprite {
  return withLayers(
    sprite,
    mapLayers(sprite.layers, (layer) => {
      if (layer.kind === 'group') return layer;
      const cels = change(layer.cels, layer);
      return cels === layer.cels ? layer : { ...layer, cels };
    }),
  );
}
