import type { Edit } from '../history.ts';
import { type IdSource, idsOf } from '../ids.ts';
import { findLayer, groupsAround, mapLayers, updateLayer, withLayers } from '../layers.ts';
import { newGroupLayer, newImageLayer } from '../newSprite.ts';
import type { Cel, Content, ContentId, FrameId, Layer, LayerId, Sprite } from '../sprite.ts';

/** Where a layer goes: into a group (null: the top level), `index` places above its bottom. */
export interface LayerPlace {
  readonly parent: LayerId | null;
  readonly index: number;
}

/** The place right above a layer; the top of everything when it is not there. */
export function placeAbove(sprite: Sprite, id: LayerId): LayerPlace {
  const parent = groupsAround(sprite.layers, id).at(-1) ?? null;
  const siblings = parent ? parent.children : sprite.layers;
  const index = siblings.findIndex((layer) => layer.id === id);
  return { parent: parent?.id ?? null, index: index < 0 ? siblings.length : index + 1 };
}

export function addImageLayer(name: string, place: LayerPlace): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    return ids.claimed(insertLayer(sprite, newImageLayer(ids.next('layer'), name), place));
  };
}

export function addGroup(name: string, place: LayerPlace): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    return ids.claimed(insertLayer(sprite, newGroupLayer(ids.next('layer'), name), place));
  };
}

/** A copy right above; its cels are copies too, links among them stay links among the copies. */
export function duplicateLayer(id: LayerId, name: string): Edit {
  return (sprite) => {
    const layer = findLayer(sprite, id);
    if (layer === undefined) return sprite;
    const ids = idsOf(sprite);
    const copy = { ...copyOf(layer, ids), name };
    return ids.claimed(insertLayer(sprite, copy, placeAbove(sprite, id)));
  };
}

/** Takes a layer and all within it away. The last layer stays. */
export function removeLayer(id: LayerId): Edit {
  return (sprite) => {
    const layers = without(sprite.layers, id);
    return layers.length === 0 ? sprite : withLayers(sprite, layers);
  };
}

/** Moves a layer; a group never goes into itself. `place` counts without the layer. */
export function moveLayer(id: LayerId, place: LayerPlace): Edit {
  return (sprite) => {
    const layer = findLayer(sprite, id);
    if (layer === undefined || id === place.parent) return sprite;
    if (place.parent !== null && groupsAround(sprite.layers, place.parent).some((group) => group.id === id))
      return sprite;
    const next = insertLayer(withLayers(sprite, without(sprite.layers, id)), layer, place);
    return JSON.stringify(outline(next.layers)) === JSON.stringify(outline(sprite.layers)) ? sprite : next;
  };
}

export type LayerChange = Partial<
  Pick<Layer, 'name' | 'visible' | 'editable' | 'opacity' | 'blendMode' | 'continuous' | 'userData'>
>;

export function setLayer(id: LayerId, change: LayerChange): Edit {
  return (sprite) =>
    updateLayer(sprite, id, (layer) => {
      const next = { ...layer, ...change };
      return next.name === layer.name &&
        next.visible === layer.visible &&
        next.editable === layer.editable &&
        next.opacity === layer.opacity &&
        next.blendMode === layer.blendMode &&
        next.continuous === layer.continuous &&
        next.userData === layer.userData
        ? layer
        : next;
    });
}

export function setGroupCollapsed(id: LayerId, collapsed: boolean): Edit {
  return (sprite) =>
    updateLayer(sprite, id, (layer) =>
      layer.kind === 'group' && layer.collapsed !== collapsed ? { ...layer, collapsed } : layer,
    );
}

export function insertLayer(sprite: Sprite, layer: Layer, { parent, index }: LayerPlace): Sprite {
  if (parent === null) return { ...sprite, layers: sprite.layers.toSpliced(index, 0, layer) };
  return updateLayer(sprite, parent, (group) =>
    group.kind === 'group' ? { ...group, children: group.children.toSpliced(index, 0, layer) } : group,
  );
}

function without(layers: readonly Layer[], id: LayerId): readonly Layer[] {
  const kept = mapLayers(layers, (layer) =>
    layer.kind === 'group' && layer.children.some((child) => child.id === id)
      ? { ...layer, children: layer.children.filter((child) => child.id !== id) }
      : layer,
  );
  return kept.some((layer) => layer.id === id) ? kept.filter((layer) => layer.id !== id) : kept;
}

function outline(layers: readonly Layer[]): readonly unknown[] {
  return layers.map((layer) => (layer.kind === 'group' ? [layer.id, outline(layer.children)] : layer.id));
}

function copyOf(layer: Layer, ids: IdSource): Layer {
  const id = ids.next('layer');
  const { uuid: _uuid, ...rest } = layer;
  if (rest.kind === 'group') return { ...rest, id, children: rest.children.map((child) => copyOf(child, ids)) };
  return { ...rest, id, cels: copyCels(rest.cels, ids) };
}

function copyCels(cels: ReadonlyMap<FrameId, Cel>, ids: IdSource): ReadonlyMap<FrameId, Cel> {
  const contents = new Map<ContentId, Content>();
  return new Map(
    [...cels].map(([frame, cel]) => {
      const content = contents.get(cel.content.id) ?? { ...cel.content, id: ids.next('content') };
      contents.set(cel.content.id, content);
      return [frame, { ...cel, content }];
    }),
  );
}
