import { removeFrames } from '../../../shared/sprite/edits/frameEdits.ts';
import { idsOf } from '../../../shared/sprite/ids.ts';
import { updateCels } from '../../../shared/sprite/layers.ts';
import { paletteAt } from '../../../shared/sprite/palette.ts';
import type { Cel, FrameId, Palette, Sprite } from '../../../shared/sprite/sprite.ts';

/** The sprite with just these frames (numbers), in this order; a frame that comes twice is linked. */
export function withFrames(sprite: Sprite, order: readonly number[]): Sprite {
  const rising = order.every((frame, i) => i === 0 || frame > (order[i - 1] ?? -1));
  if (rising) {
    const kept = new Set(order);
    return removeFrames(sprite.frames.filter((_, i) => !kept.has(i)).map(({ id }) => id))(sprite);
  }
  const ids = idsOf(sprite);
  const copies = order.flatMap((number) => {
    const frame = sprite.frames[number];
    return frame ? [{ number, from: frame.id, frame: { ...frame, id: ids.next('frame') } }] : [];
  });
  const played = updateCels(sprite, (cels) => {
    const next = new Map<FrameId, Cel>();
    for (const { from, frame } of copies) {
      const cel = cels.get(from);
      if (cel) next.set(frame.id, cel);
    }
    return next;
  });
  const changes = new Map<FrameId, Palette>();
  if (sprite.paletteChanges.size > 0) {
    for (const { number, frame } of copies) changes.set(frame.id, paletteAt(sprite, number));
  }
  // Tags have been played out; slices keep where they lie at first.
  const first = copies[0]?.frame.id;
  const slices = sprite.slices.map((slice) => ({
    ...slice,
    keys: first === undefined ? [] : slice.keys.slice(0, 1).map((key) => ({ ...key, frame: first })),
  }));
  return ids.claimed({
    ...played,
    frames: copies.map(({ frame }) => frame),
    paletteChanges: changes,
    tags: [],
    slices,
  });
}
