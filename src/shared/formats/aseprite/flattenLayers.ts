import type { Layer } from '../../sprite/sprite.ts';

export interface PlacedLayer {
  readonly layer: Layer;
  /** How many groups it lies in. */
  readonly level: number;
}

/** All layers in the order of the file: each group, then what lies in it, bottom to top. */
export function flattenLayers(layers: readonly Layer[], level = 0): PlacedLayer[] {
  return layers.flatMap((layer) => [
    { layer, level },
    ...(layer.kind === 'group' ? flattenLayers(layer.children, level + 1) : []),
  ]);
}
