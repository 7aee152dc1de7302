import type { Edit } from '../../history.ts';
import { type IdSource, idsOf } from '../../ids.ts';
import { updateCels, updateLayer } from '../../layers.ts';
import { newImageLayer } from '../../newSprite.ts';
import type { PixelClip } from '../../pixelClip.ts';
import type { Frame, FrameId, LayerId, Sprite, Tag } from '../../sprite.ts';
import { NO_USER_DATA, type PropertyMap } from '../../userData.ts';
import { indexOf } from '../frameEdits.ts';
import { insertLayer, type LayerPlace, placeAbove } from '../layerEdits.ts';
import { clipCels } from './clipCels.ts';
import { framesForClip, type Span } from './clipFrames.ts';
import { withClipNote } from './clipNotes.ts';
import { type PaletteChoice, withClipPalette } from './clipPalette.ts';
import { withPivot } from './clipPivot.ts';

export interface ClipInsertion {
  /** Tells the clip from others in the same layer. */
  readonly id: string;
  /** Names the layer, the tag and the slice. */
  readonly name: string;
  readonly place: ClipPlace;
  /** What made it, as the layer keeps it. */
  readonly note: PropertyMap;
  readonly palette: PaletteChoice;
  /** Plays once instead of for ever. */
  readonly once?: boolean | undefined;
  /** Where it stands, in its own pixels; becomes the pivot of a slice. */
  readonly pivot?: { readonly x: number; readonly y: number } | null | undefined;
}

export type ClipPlace =
  /** A new layer right above this one, or on top; further frames are added at the sprite's end. */
  | { readonly kind: 'layer'; readonly above: LayerId | null; readonly frame: FrameId }
  /** An image layer that is there, from one frame to another; what the clip has more is put in behind. */
  | { readonly kind: 'into'; readonly layer: LayerId; readonly from: FrameId; readonly to: FrameId }
  /** A hidden layer above this one, over frames that stay as they are: another take of them. */
  | { readonly kind: 'take'; readonly above: LayerId; readonly from: FrameId; readonly to: FrameId };

/**
 * Puts a finished animation into a sprite: cels in one layer (the same picture twice running becomes linked cels), the
 * frames' durations and a tag, in the middle of the canvas and in the sprite's colour mode.
 */
export function insertClip(clip: PixelClip, insertion: ClipInsertion): Edit {
  return (before) => {
    const { id, place, note, name } = insertion;
    const sprite = withClipPalette(before, clip, insertion.palette);
    const ids = idsOf(sprite);
    const span = spanOf(sprite, place);
    const { frames, covered } = framesForClip(sprite, clip, span, place.kind === 'take' ? 'sprite' : 'clip', ids);
    const [first, last] = [covered[0], covered.at(-1)];
    if (first === undefined || last === undefined) return before;
    const [longer, layer] = layerFor(stillShown(sprite, frames), insertion, ids);
    const gone = sprite.frames.slice(span.first, span.first + (place.kind === 'into' ? (span.length ?? 0) : 0));
    const filled = updateLayer(longer, layer, (target) => {
      if (target.kind === 'group') return target;
      const cels = new Map(target.cels);
      for (const frame of gone) cels.delete(frame.id);
      for (const [i, cel] of clipCels(sprite, clip, id, ids).entries()) {
        const frame = covered[i];
        if (frame) cels.set(frame.id, cel);
      }
      return { ...target, cels, userData: withClipNote(target, id, note) };
    });
    if (place.kind === 'take') return ids.claimed(filled);
    const tagged = { ...filled, tags: [...filled.tags, newTag(ids, insertion, first, last)] };
    const { pivot } = insertion;
    return ids.claimed(pivot ? withPivot(tagged, clip, { name, pivot, frame: first.id }, ids) : tagged);
  };
}

function spanOf(sprite: Sprite, place: ClipPlace): Span {
  if (place.kind === 'layer') return { first: Math.max(0, indexOf(sprite, place.frame)), length: null };
  const first = Math.max(0, indexOf(sprite, place.from));
  return { first, length: Math.max(1, indexOf(sprite, place.to) - first + 1) };
}

/** The sprite with these frames. What it showed as a still, such as a backdrop, is shown in all of them, as links. */
function stillShown(sprite: Sprite, frames: readonly Frame[]): Sprite {
  const [still, ...more] = sprite.frames;
  if (still === undefined || more.length > 0) return { ...sprite, frames };
  return updateCels({ ...sprite, frames }, (cels) => {
    const cel = cels.get(still.id);
    return cel && frames.length > 1 ? new Map(frames.map(({ id }) => [id, cel])) : cels;
  });
}

/** The sprite with the layer for the clip in it, and which that is. */
function layerFor(
  sprite: Sprite,
  { place, name }: ClipInsertion,
  ids: IdSource,
): readonly [sprite: Sprite, layer: LayerId] {
  if (place.kind === 'into') return [sprite, place.layer];
  const layer = { ...newImageLayer(ids.next('layer'), name), visible: place.kind !== 'take' };
  const above: LayerPlace =
    place.above === null ? { parent: null, index: sprite.layers.length } : placeAbove(sprite, place.above);
  return [insertLayer(sprite, layer, above), layer.id];
}

function newTag(ids: IdSource, { name, once }: ClipInsertion, from: Frame, to: Frame): Tag {
  const common = { direction: 'forward', color: 0xff8fc97f, userData: NO_USER_DATA, unknown: [] } as const;
  return { ...common, id: ids.next('tag'), name, from: from.id, to: to.id, repeat: once ? 1 : 0 };
}
