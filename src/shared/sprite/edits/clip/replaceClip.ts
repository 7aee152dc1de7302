import { celRect } from '../../cels.ts';
import type { Edit } from '../../history.ts';
import { idsOf } from '../../ids.ts';
import { eachLayer, findLayer, updateLayer } from '../../layers.ts';
import type { PixelClip } from '../../pixelClip.ts';
import type { Cel, Frame, FrameId, LayerId, Sprite, Tag } from '../../sprite.ts';
import type { PropertyMap } from '../../userData.ts';
import { removeFrames } from '../frameEdits.ts';
import { clipCels } from './clipCels.ts';
import { framesForClip } from './clipFrames.ts';
import { clipMark, framesOfClip, isPaintedOver, withClipNote } from './clipNotes.ts';
import { type PaletteChoice, withClipPalette } from './clipPalette.ts';

export interface ClipReplacement {
  readonly layer: LayerId;
  /** Which of the layer's clips. */
  readonly id: string;
  readonly note: PropertyMap;
  readonly palette: PaletteChoice;
  /** What becomes of cels that were painted over since. */
  readonly painted: 'keep' | 'replace';
}

/** The frames in which the artist has painted over a clip. */
export function paintedFrames(sprite: Sprite, layerId: LayerId, clip: string): readonly FrameId[] {
  const layer = findLayer(sprite, layerId);
  if (layer === undefined || layer.kind === 'group') return [];
  return sprite.frames.flatMap(({ id }) => {
    const cel = layer.cels.get(id);
    return cel && clipMark(cel)?.clip === clip && isPaintedOver(cel) ? [id] : [];
  });
}

/**
 * Puts another cut of a clip in the place of its cels, frame by frame from its first one on. A cel that was moved or
 * faded hands that on. Frames that it needs more are put in behind its last; cels behind its new end go, and with them
 * frames in which nothing else is. What the artist has put among its cels stays. Tags over all of it follow.
 */
export function replaceClip(clip: PixelClip, replacement: ClipReplacement): Edit {
  return (before) => {
    const { layer: layerId, id } = replacement;
    const [first, last] = extentOf(before, layerId, id);
    const [from, to] = [before.frames[first], before.frames[last]];
    if (from === undefined || to === undefined || clip.frames.length === 0) return before;
    const stays = staying(before, replacement);
    const sprite = withClipPalette(before, clip, replacement.palette);
    const ids = idsOf(sprite);
    const { frames, covered } = framesForClip(sprite, clip, { first, length: last - first + 1 }, 'clip', ids);
    const surplus = sprite.frames.slice(first + covered.length, last + 1).map((frame) => frame.id);
    const fresh = clipCels(sprite, clip, id, ids);
    const filled = updateLayer({ ...sprite, frames }, layerId, (layer) => {
      if (layer.kind === 'group') return layer;
      const cels = new Map(layer.cels);
      const usual = usualShift(layer.cels.values(), id);
      for (const frame of surplus) if (!stays.has(frame)) cels.delete(frame);
      for (const [i, { id: frame }] of covered.entries()) {
        const cel = fresh[i];
        if (cel && !stays.has(frame)) cels.set(frame, asPlaced(cel, layer.cels.get(frame), usual));
      }
      return { ...layer, cels, userData: withClipNote(layer, id, replacement.note) };
    });
    const end = covered.at(-1) ?? to;
    const tagged = { ...filled, tags: filled.tags.map((tag) => followed(tag, from, to, end)) };
    return removeFrames(surplus.filter((frame) => isEmpty(tagged, frame)))(ids.claimed(tagged));
  };
}

/** Places of the first and the last frame that show the clip; -1 when none does. */
function extentOf(sprite: Sprite, layerId: LayerId, clip: string): readonly [first: number, last: number] {
  const layer = findLayer(sprite, layerId);
  const own = layer ? framesOfClip(layer, clip) : new Set<FrameId>();
  const isOwn = ({ id }: Frame): boolean => own.has(id);
  return [sprite.frames.findIndex(isOwn), sprite.frames.findLastIndex(isOwn)];
}

/** Frames whose cel in the layer is not to be replaced: of another origin, or painted over where that counts. */
function staying(sprite: Sprite, { layer: layerId, id, painted }: ClipReplacement): ReadonlySet<FrameId> {
  const layer = findLayer(sprite, layerId);
  if (layer === undefined || layer.kind === 'group') return new Set();
  const own = framesOfClip(layer, id);
  const foreign = [...layer.cels.keys()].filter((frame) => !own.has(frame));
  return new Set([...foreign, ...(painted === 'keep' ? paintedFrames(sprite, layerId, id) : [])]);
}

/** The new cel, moved and faded as the old one was since it came. */
function asPlaced(cel: Cel, old: Cel | undefined, usual: Shift): Cel {
  if (!old) return { ...cel, x: cel.x + usual.x, y: cel.y + usual.y };
  const { x, y } = shiftOf(old) ?? usual;
  return { ...cel, x: cel.x + x, y: cel.y + y, opacity: old.opacity, zIndex: old.zIndex };
}

/** How far the clip's other cels were moved. */
function usualShift(cels: Iterable<Cel>, clip: string): Shift {
  for (const cel of cels) {
    const shift = clipMark(cel)?.clip === clip ? shiftOf(cel) : undefined;
    if (shift) return shift;
  }
  return { x: 0, y: 0 };
}

interface Shift {
  readonly x: number;
  readonly y: number;
}

/** How far a cel was moved since it came; of one that was painted over that cannot be told. */
function shiftOf(cel: Cel): Shift | undefined {
  const mark = clipMark(cel);
  if (mark === undefined || isPaintedOver(cel)) return undefined;
  const { x, y } = celRect(cel);
  return { x: x - mark.x, y: y - mark.y };
}

/** A tag over just the clip's frames goes to its new end. */
function followed(tag: Tag, from: Frame, to: Frame, end: Frame): Tag {
  return tag.from === from.id && tag.to === to.id && end.id !== to.id ? { ...tag, to: end.id } : tag;
}

function isEmpty(sprite: Sprite, frame: FrameId): boolean {
  return [...eachLayer(sprite.layers)].every((layer) => layer.kind === 'group' || !layer.cels.has(frame));
}
