import { moveLayer, placeAbove } from '../../../shared/sprite/edits/layerEdits.ts';
import { groupsAround } from '../../../shared/sprite/layers.ts';
import type { LayerId, Sprite } from '../../../shared/sprite/sprite.ts';
import { activeSprite, edit } from '../../editor/documents.ts';
import { activeDocument } from '../../editor/session.ts';
import { useSession, useUpdate } from '../useSession.ts';

/** Moves the current layer one place up (1) or down (-1) among its siblings; null when it is there already. */
export function useLayerMove(step: 1 | -1): (() => void) | null {
  const update = useUpdate();
  const sprite = useSession(activeSprite);
  const layer = useSession((session) => activeDocument(session)?.layer);
  if (sprite === undefined || layer === undefined) return null;
  const place = placeAfter(sprite, layer, step);
  return place && (() => update((session) => edit(session, 'layer', moveLayer(layer, place))));
}

function placeAfter(sprite: Sprite, id: LayerId, step: 1 | -1): ReturnType<typeof placeAbove> | null {
  const { parent, index: above } = placeAbove(sprite, id);
  const siblings = groupsAround(sprite.layers, id).at(-1)?.children ?? sprite.layers;
  const index = above - 1 + step;
  return index < 0 || index >= siblings.length ? null : { parent, index };
}
