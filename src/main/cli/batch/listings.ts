import type { Layer, Sprite } from '../../../shared/sprite/sprite.ts';
import type { Listing } from './plan.ts';

/** The lines of --list-layers and the like for one sprite, in the order in which Aseprite prints them. */
export function listings(sprite: Sprite, lists: readonly Listing[]): readonly string[] {
  const lines: Readonly<Record<Listing, () => readonly string[]>> = {
    layers: () => layerNames(sprite.layers),
    layerHierarchy: () => hierarchy(sprite.layers, ''),
    tags: () => sprite.tags.map(({ name }) => name),
    slices: () => sprite.slices.map(({ name }) => name),
  };
  const order: readonly Listing[] = ['layers', 'layerHierarchy', 'tags', 'slices'];
  return order.filter((listing) => lists.includes(listing)).flatMap((listing) => lines[listing]());
}

/** Visible layers, bottom to top, each group behind what lies in it. */
function layerNames(layers: readonly Layer[]): readonly string[] {
  return layers.flatMap((layer) => {
    if (!layer.visible) return [];
    return layer.kind === 'group' ? [...layerNames(layer.children), layer.name] : [layer.name];
  });
}

function hierarchy(layers: readonly Layer[], indent: string): readonly string[] {
  return layers.flatMap((layer) => {
    if (!layer.visible) return [];
    if (layer.kind !== 'group') return [`${indent}${layer.name}`];
    return [`${indent}${layer.name}/`, ...hierarchy(layer.children, `${indent}  `)];
  });
}
