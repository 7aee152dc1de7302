import { newCel } from '../cels.ts';
import type { Edit } from '../history.ts';
import { idsOf } from '../ids.ts';
import { updateCels, updateLayer } from '../layers.ts';
import { newFrame } from '../newSprite.ts';
import type { Cel, Frame, FrameId, LayerId, Sprite, Tag } from '../sprite.ts';

/** An empty frame at place `index`, as long as the one before it. */
export function addEmptyFrame(index: number): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    const duration = sprite.frames[Math.max(0, index - 1)]?.duration ?? 100;
    return ids.claimed({ ...sprite, frames: sprite.frames.toSpliced(index, 0, newFrame(ids.next('frame'), duration)) });
  };
}

/** A copy of a frame right after it. Cels are copied, or linked on continuous layers. */
export function duplicateFrame(frame: FrameId): Edit {
  return (sprite) => {
    const index = indexOf(sprite, frame);
    const original = sprite.frames[index];
    if (original === undefined) return sprite;
    const ids = idsOf(sprite);
    const copy: Frame = { ...original, id: ids.next('frame') };
    const longer = { ...sprite, frames: sprite.frames.toSpliced(index + 1, 0, copy) };
    const filled = updateCels(longer, (cels, layer) => {
      const cel = cels.get(frame);
      if (cel === undefined) return cels;
      const content = layer.continuous ? cel.content : { ...cel.content, id: ids.next('content') };
      return new Map(cels).set(copy.id, { ...cel, content });
    });
    return ids.claimed({ ...filled, tags: stretchTags(filled.tags, frame, copy.id) });
  };
}

/** Takes frames and their cels away; tags and slices hold on to what is left. At least one frame stays. */
export function removeFrames(frames: readonly FrameId[]): Edit {
  return (sprite) => {
    const gone = new Set(frames);
    const kept = sprite.frames.filter((frame) => !gone.has(frame.id));
    if (kept.length === 0 || kept.length === sprite.frames.length) return sprite;
    const fewer = updateCels(sprite, (cels) => {
      if (!frames.some((frame) => cels.has(frame))) return cels;
      return new Map([...cels].filter(([frame]) => !gone.has(frame)));
    });
    return {
      ...fewer,
      frames: kept,
      paletteChanges: new Map([...sprite.paletteChanges].filter(([frame]) => !gone.has(frame))),
      tags: sprite.tags.flatMap((tag) => shrinkTag(sprite, tag, gone)),
      slices: sprite.slices.map((slice) => ({ ...slice, keys: slice.keys.filter((key) => !gone.has(key.frame)) })),
    };
  };
}

/** Milliseconds, kept within 1 to 65535. */
export function setDuration(frames: readonly FrameId[], milliseconds: number): Edit {
  const duration = Math.min(65535, Math.max(1, Math.round(milliseconds)));
  return (sprite) => {
    if (!sprite.frames.some((frame) => frames.includes(frame.id) && frame.duration !== duration)) return sprite;
    return {
      ...sprite,
      frames: sprite.frames.map((frame) => (frames.includes(frame.id) ? { ...frame, duration } : frame)),
    };
  };
}

/** Moves one frame to place `index`, counted without it. */
export function moveFrame(frame: FrameId, index: number): Edit {
  return (sprite) => {
    const from = indexOf(sprite, frame);
    const moved = sprite.frames[from];
    if (moved === undefined || from === index) return sprite;
    return reordered(sprite, sprite.frames.toSpliced(from, 1).toSpliced(index, 0, moved));
  };
}

/** Turns the order of the frames from `first` to `last` (places, both included) around. */
export function reverseFrames(first: number, last: number): Edit {
  return (sprite) => {
    if (last <= first) return sprite;
    const middle = sprite.frames.slice(first, last + 1).reverse();
    const frames = [...sprite.frames.slice(0, first), ...middle, ...sprite.frames.slice(last + 1)];
    return reordered(sprite, frames);
  };
}

/** Shows the content of one cel in another frame too, as a link; edits of either are seen in both. */
export function linkCel(layerId: LayerId, from: FrameId, to: FrameId): Edit {
  return (sprite) =>
    updateLayer(sprite, layerId, (layer) => {
      const cel = layer.kind === 'group' ? undefined : layer.cels.get(from);
      if (layer.kind === 'group' || cel === undefined || layer.cels.get(to)?.content === cel.content) return layer;
      return { ...layer, cels: new Map(layer.cels).set(to, cel) };
    });
}

/** Gives a linked cel a content of its own. */
export function unlinkCel(layerId: LayerId, frame: FrameId): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    const next = updateLayer(sprite, layerId, (layer) => {
      const cel = layer.kind === 'group' ? undefined : layer.cels.get(frame);
      if (layer.kind === 'group' || cel === undefined) return layer;
      const linked = [...layer.cels.values()].filter((other) => other.content.id === cel.content.id).length > 1;
      if (!linked) return layer;
      const content = { ...cel.content, id: ids.next('content') };
      return { ...layer, cels: new Map(layer.cels).set(frame, { ...cel, content }) };
    });
    return next === sprite ? sprite : ids.claimed(next);
  };
}

/** Copies one cel to another frame, with a content of its own. */
export function copyCel(layerId: LayerId, from: FrameId, to: FrameId): Edit {
  return (sprite) => {
    const ids = idsOf(sprite);
    const next = updateLayer(sprite, layerId, (layer) => {
      const cel = layer.kind === 'group' ? undefined : layer.cels.get(from);
      if (layer.kind === 'group' || cel === undefined || from === to) return layer;
      const copy: Cel = { ...newCel({ ...cel.content, id: ids.next('content') }, cel.x, cel.y), opacity: cel.opacity };
      return { ...layer, cels: new Map(layer.cels).set(to, copy) };
    });
    return next === sprite ? sprite : ids.claimed(next);
  };
}

/** The same frames in another order. Tags stay at their places, as they do when cards of a deck change theirs. */
function reordered(sprite: Sprite, frames: readonly Frame[]): Sprite {
  const at = (frame: FrameId): FrameId => frames[indexOf(sprite, frame)]?.id ?? frame;
  return { ...sprite, frames, tags: sprite.tags.map((tag) => ({ ...tag, from: at(tag.from), to: at(tag.to) })) };
}

export function indexOf(sprite: Sprite, frame: FrameId): number {
  return sprite.frames.findIndex(({ id }) => id === frame);
}

/** A tag that ended with `frame` now ends with its copy. */
function stretchTags(tags: readonly Tag[], frame: FrameId, copy: FrameId): readonly Tag[] {
  return tags.some((tag) => tag.to === frame)
    ? tags.map((tag) => (tag.to === frame ? { ...tag, to: copy } : tag))
    : tags;
}

function shrinkTag(sprite: Sprite, tag: Tag, gone: ReadonlySet<FrameId>): readonly Tag[] {
  const left = sprite.frames
    .slice(indexOf(sprite, tag.from), indexOf(sprite, tag.to) + 1)
    .filter(({ id }) => !gone.has(id));
  const [first, last] = [left[0], left.at(-1)];
  return first && last ? [{ ...tag, from: first.id, to: last.id }] : [];
}
