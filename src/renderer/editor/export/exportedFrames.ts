import type { ExportSettings } from '../../../shared/exportSettings.ts';
import { removeFrames } from '../../../shared/sprite/edits/frameEdits.ts';
import { eachLayer, isShown, mapLayers } from '../../../shared/sprite/layers.ts';
import type { Frame, FrameId, Layer, LayerId, Sprite, Tag } from '../../../shared/sprite/sprite.ts';
import { playOrder } from '../playback.ts';

/** What is being exported, and where the artist stands in it. */
export interface ExportSubject {
  readonly sprite: Sprite;
  readonly frame: FrameId;
  readonly layer: LayerId;
}

/** The frames that are written, in their order; an animation plays a tag in the tag's direction. */
export function exportedFrames({ sprite, frame }: ExportSubject, settings: ExportSettings): readonly Frame[] {
  const current = sprite.frames.filter(({ id }) => id === frame);
  if (settings.kind === 'image' || settings.frames === 'current') return current;
  const tag = settings.frames === 'tag' ? sprite.tags.find(({ name }) => name === settings.tag) : undefined;
  if (tag === undefined) return sprite.frames;
  return isAnimated(settings) ? playOrder(sprite, tag.id) : framesOf(sprite, tag);
}

/** Whether all frames go into one file that plays. */
export function isAnimated({ kind }: Pick<ExportSettings, 'kind'>): boolean {
  return kind === 'gif' || kind === 'apng' || kind === 'webp';
}

/** The frames of a tag from first to last, whatever its direction. */
export function framesOf(sprite: Sprite, tag: Tag): readonly Frame[] {
  const number = (id: FrameId) => sprite.frames.findIndex((frame) => frame.id === id);
  return sprite.frames.slice(number(tag.from), number(tag.to) + 1);
}

/** The sprite with just the chosen layers to be seen. */
export function exportedLayers({ sprite, layer }: ExportSubject, settings: ExportSettings): Sprite {
  return settings.layers === 'current' ? showOnly(sprite, layer) : sprite;
}

/** The sprite without the frames that are not written; tags and slices keep to what is left. */
export function withFrames(sprite: Sprite, kept: readonly Frame[]): Sprite {
  const ids = new Set(kept.map(({ id }) => id));
  return removeFrames(sprite.frames.filter(({ id }) => !ids.has(id)).map(({ id }) => id))(sprite);
}

/** The layers that are seen and hold cels, bottom to top. */
export function shownLayers(sprite: Sprite): readonly Layer[] {
  return [...eachLayer(sprite.layers)].filter((layer) => layer.kind !== 'group' && isShown(sprite, layer));
}

/** The sprite with one layer visible, what lies in it as it is, and the groups around it. */
export function showOnly(sprite: Sprite, id: LayerId): Sprite {
  const layers = mapLayers(sprite.layers, (layer) => {
    const visible = layer.id === id || (layer.kind === 'group' && holds(layer, id));
    return isWithin(sprite, layer, id) || visible === layer.visible ? layer : { ...layer, visible };
  });
  return layers === sprite.layers ? sprite : { ...sprite, layers };
}

function holds(layer: Layer, id: LayerId): boolean {
  return layer.kind === 'group' && [...eachLayer(layer.children)].some((inner) => inner.id === id);
}

function isWithin(sprite: Sprite, layer: Layer, id: LayerId): boolean {
  for (const outer of eachLayer(sprite.layers)) if (outer.id === id) return holds(outer, layer.id);
  return false;
}
