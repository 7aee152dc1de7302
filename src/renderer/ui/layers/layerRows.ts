import type { Layer } from '../../../shared/sprite/sprite.ts';

export interface LayerRowData {
  readonly layer: Layer;
  /** How many groups it lies in. */
  readonly depth: number;
}

/** The layers as a list shows them: top one first, a group above its children, those of a folded group left out. */
export function layerRows(layers: readonly Layer[], depth = 0): readonly LayerRowData[] {
  return layers
    .toReversed()
    .flatMap((layer) => [
      { layer, depth },
      ...(layer.kind === 'group' && !layer.collapsed ? layerRows(layer.children, depth + 1) : []),
    ]);
}
