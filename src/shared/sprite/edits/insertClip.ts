import { newCel } from '../cels.ts';
import { convertRaster, type PixelFormat, pixelConverter } from '../convert.ts';
import type { Edit } from '../history.ts';
import { type IdSource, idsOf } from '../ids.ts';
import { newFrame, newImageLayer } from '../newSprite.ts';
import type { PixelClip } from '../pixelClip.ts';
import { contentBounds, rasterFrom, samePixels } from '../raster.ts';
import type { Cel, Content, Frame, FrameId, LayerId, Sprite, Tag } from '../sprite.ts';
import { NO_USER_DATA, type PropertyMap } from '../userData.ts';
import { insertLayer, type LayerPlace, placeAbove } from './layerEdits.ts';
import { addColors } from './paletteEdits.ts';
import { formatOf } from './spriteEdits.ts';

export interface ClipPlace {
  /** The new layer goes right above this one. */
  readonly above: LayerId | null;
  /** The first frame of the clip; frames are added when the sprite has too few from here on. */
  readonly frame: FrameId;
  /** Names the layer and the tag. */
  readonly name: string;
  /** What made it; kept with the layer under our own name. */
  readonly provenance: PropertyMap;
}

/** Under which name our own properties stand in user data. */
const PROPERTIES = 'celkiln';

/**
 * Puts a finished animation into a sprite: one layer, one cel a frame (the same picture twice running becomes linked
 * cels), the frames' durations and a tag, in the middle of the canvas and in the sprite's colour mode. Its colours join
 * the palette as far as there is room; an indexed sprite then takes the nearest entries.
 */
export function insertClip(clip: PixelClip, place: ClipPlace): Edit {
  return (before) => {
    const sprite = addColors(clip.palette.slice(1))(before);
    const ids = idsOf(sprite);
    const first = Math.max(
      0,
      sprite.frames.findIndex(({ id }) => id === place.frame),
    );
    const frames = framesFor(sprite, clip, first, ids);
    const covered = frames.slice(first, first + clip.frames.length);
    const layer = {
      ...newImageLayer(ids.next('layer'), place.name),
      cels: celsOf(sprite, clip, covered, ids),
      userData: { properties: new Map([[PROPERTIES, place.provenance]]) },
    };
    const above: LayerPlace =
      place.above === null ? { parent: null, index: sprite.layers.length } : placeAbove(sprite, place.above);
    const inserted = insertLayer({ ...sprite, frames }, layer, above);
    const [from, to] = [covered[0], covered.at(-1)];
    if (from === undefined || to === undefined) return before;
    return ids.claimed({ ...inserted, tags: [...inserted.tags, newTag(ids, place.name, from.id, to.id)] });
  };
}

function newTag(ids: IdSource, name: string, from: FrameId, to: FrameId): Tag {
  const common = { direction: 'forward', repeat: 0, color: 0xff8fc97f, userData: NO_USER_DATA, unknown: [] } as const;
  return { ...common, id: ids.next('tag'), name, from, to };
}

/** The sprite's frames with the clip's durations from `first` on, and as many more as the clip needs. */
function framesFor(sprite: Sprite, clip: PixelClip, first: number, ids: IdSource): readonly Frame[] {
  const kept = sprite.frames.map((frame, i) => {
    const duration = clip.frames[i - first]?.duration;
    return duration === undefined || duration === frame.duration ? frame : { ...frame, duration };
  });
  const missing = clip.frames.slice(Math.max(0, sprite.frames.length - first));
  return [...kept, ...missing.map(({ duration }) => newFrame(ids.next('frame'), duration))];
}

function celsOf(sprite: Sprite, clip: PixelClip, frames: readonly Frame[], ids: IdSource): ReadonlyMap<FrameId, Cel> {
  const from: PixelFormat = { mode: 'indexed', colors: clip.palette, transparentIndex: 0 };
  const to = formatOf(sprite);
  const convert = pixelConverter(from, to);
  const empty = to.mode === 'indexed' ? to.transparentIndex : 0;
  const x = Math.floor((sprite.width - clip.width) / 2);
  const y = Math.floor((sprite.height - clip.height) / 2);
  const cels = new Map<FrameId, Cel>();
  let last: { readonly indices: Uint8Array; readonly cel: Cel } | undefined;
  clip.frames.forEach(({ indices }, i) => {
    const frame = frames[i];
    if (frame === undefined) return;
    if (last === undefined || !samePixels(last.indices, indices)) {
      const raster = convertRaster(rasterFrom('indexed', indices, clip.width, clip.height), empty, to.mode, convert);
      const content: Content = { kind: 'image', id: ids.next('content'), raster, bounds: contentBounds(raster) };
      last = { indices, cel: newCel(content, x, y) };
    }
    cels.set(frame.id, last.cel);
  });
  return cels;
}
