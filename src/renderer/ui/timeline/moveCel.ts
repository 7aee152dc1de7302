import { celOf, setCel } from '../../../shared/sprite/cels.ts';
import type { Edit } from '../../../shared/sprite/history.ts';
import { findLayer } from '../../../shared/sprite/layers.ts';
import type { FrameId, LayerId } from '../../../shared/sprite/sprite.ts';

/** Takes a cel out of one frame and puts it into another, in the place of what was there. Links stay links. */
export function moveCel(layer: LayerId, from: FrameId, to: FrameId): Edit {
  return (sprite) => {
    const cel = celOf(findLayer(sprite, layer), from);
    if (cel === undefined || from === to) return sprite;
    return setCel(setCel(sprite, layer, from, undefined), layer, to, cel);
  };
}
