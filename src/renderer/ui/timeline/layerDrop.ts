import type { LayerPlace } from '../../../shared/sprite/edits/layerEdits.ts';
import { groupsAround } from '../../../shared/sprite/layers.ts';
import type { Layer, LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import type { LayerRowData } from '../layers/layerRows.ts';

/** Where a layer that is dragged would go, and how to show it. */
export interface LayerDrop {
  readonly place: LayerPlace;
  /** A line above this row, or a frame around it for the group that takes the layer in. */
  readonly mark: { readonly at: 'above' | 'into'; readonly row: number; readonly depth: number };
}

/**
 * What dropping a layer does at a height of the list (`y` in rows: 1.5 is the middle of the second). A layer goes above
 * or below the one that it is dropped on; the middle of a group takes it in. Null: nothing.
 */
export function layerDrop(
  sprite: Sprite,
  rows: readonly LayerRowData[],
  dragged: LayerId,
  y: number,
): LayerDrop | null {
  const row = Math.max(0, Math.floor(y));
  const target = rows[row];
  if (target === undefined) {
    return { place: { parent: null, index: 0 }, mark: { at: 'above', row: rows.length, depth: 0 } };
  }
  const { layer, depth } = target;
  const around = groupsAround(sprite.layers, layer.id);
  if (layer.id === dragged || around.some(({ id }) => id === dragged)) return null;
  const parent = around.at(-1);
  const siblings = others(parent?.children ?? sprite.layers, dragged);
  const index = siblings.findIndex(({ id }) => id === layer.id);
  const within = Math.max(0, y) - row;
  const beside = (place: number, line: number): LayerDrop => ({
    place: { parent: parent?.id ?? null, index: place },
    mark: { at: 'above', row: line, depth },
  });
  if (layer.kind !== 'group') return within < 0.5 ? beside(index + 1, row) : beside(index, row + 1);
  if (within < 0.25) return beside(index + 1, row);
  if (within > 0.75 && layer.collapsed) return beside(index, row + 1);
  const inside: LayerPlace = { parent: layer.id, index: others(layer.children, dragged).length };
  return within > 0.75
    ? { place: inside, mark: { at: 'above', row: row + 1, depth: depth + 1 } }
    : { place: inside, mark: { at: 'into', row, depth } };
}

function others(layers: readonly Layer[], dragged: LayerId): readonly Layer[] {
  return layers.filter(({ id }) => id !== dragged);
}
