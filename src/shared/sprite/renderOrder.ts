import { isBackground } from './layerPixels.ts';
import type { CelLayer } from './layers.ts';
import type { Cel, FrameId, GroupLayer, Layer } from './sprite.ts';

export type RenderItem =
  | { readonly kind: 'cel'; readonly layer: CelLayer; readonly cel: Cel }
  | { readonly kind: 'group'; readonly layer: GroupLayer };

export interface RenderOrderOptions {
  /** Groups are composed by themselves: they come as one item, and their layers do not. */
  readonly composeGroups: boolean;
  readonly shows?: ((layer: Layer) => boolean) | undefined;
}

/**
 * What is painted in one frame, bottom to top, as Aseprite orders it (doc/render_plan.cpp): the background first, then by
 * place in the tree plus the cel's z-index, then by the z-index alone. Hidden layers hold their place. Where groups are
 * not composed, places count through all of them, groups included, so that a cel can leave its group.
 */
export function renderOrder(layers: readonly Layer[], frame: FrameId, options: RenderOrderOptions): RenderItem[] {
  const placed: { readonly item: RenderItem; readonly order: number; readonly zIndex: number }[] = [];
  let place = 0;
  const visit = (siblings: readonly Layer[], inHidden: boolean): void => {
    for (const layer of siblings) {
      const order = place++;
      const hidden = inHidden || !layer.visible || options.shows?.(layer) === false;
      if (layer.kind === 'group') {
        if (!options.composeGroups) visit(layer.children, hidden);
        else if (!hidden) placed.push({ item: { kind: 'group', layer }, order, zIndex: 0 });
        continue;
      }
      const cel = layer.cels.get(frame);
      if (hidden || !cel || (layer.kind === 'image' && layer.reference)) continue;
      const item = { kind: 'cel', layer, cel } as const;
      if (isBackground(layer)) placed.push({ item, order: Number.NEGATIVE_INFINITY, zIndex: 0 });
      else placed.push({ item, order: order + cel.zIndex, zIndex: cel.zIndex });
    }
  };
  visit(layers, false);
  return placed.sort((a, b) => compare(a.order, b.order) || a.zIndex - b.zIndex).map(({ item }) => item);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
