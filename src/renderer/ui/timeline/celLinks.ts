import { celOf } from '../../../shared/sprite/cels.ts';
import type { Cel, Layer, Sprite } from '../../../shared/sprite/sprite.ts';

export interface CelLinks {
  readonly cel: Cel | undefined;
  /** The cel of the frame before, or after, shows the same content. */
  readonly linkedBefore: boolean;
  readonly linkedAfter: boolean;
}

/** The cel of a layer in frame number `column`, and whether it is linked to its neighbours. */
export function celLinks({ frames }: Pick<Sprite, 'frames'>, layer: Layer, column: number): CelLinks {
  const celAt = (place: number): Cel | undefined => {
    const frame = frames[place];
    return frame && celOf(layer, frame.id);
  };
  const cel = celAt(column);
  const linked = (place: number): boolean => cel !== undefined && celAt(place)?.content.id === cel.content.id;
  return { cel, linkedBefore: linked(column - 1), linkedAfter: linked(column + 1) };
}
