import { celOf, newCel, replaceContent, setCel } from '../cels.ts';
import type { Edit } from '../history.ts';
import { idsOf } from '../ids.ts';
import { findLayer } from '../layers.ts';
import { emptyContent, emptyPixel, emptyRasterOf } from '../newSprite.ts';
import { contentBounds, editRaster, getPixel, type Raster, type RasterDraft } from '../raster.ts';
import { intersect, isEmpty, moved, type Point, type Rect } from '../rect.ts';
import { eachPixel, isSelected, maskOf, type Selection } from '../selection.ts';
import type { Cel, FrameId, ImageContent, LayerId, Sprite } from '../sprite.ts';

/** The place that tools draw on. */
export interface CelPlace {
  readonly layer: LayerId;
  readonly frame: FrameId;
}

/** An image cel's raster and where its origin lies on the canvas; an empty one at (0, 0) where there is no cel. */
export interface Surface {
  readonly raster: Raster;
  readonly origin: Point;
}

export function surfaceAt(sprite: Sprite, { layer, frame }: CelPlace): Surface {
  const cel = celOf(findLayer(sprite, layer), frame);
  if (cel?.content.kind !== 'image') return { raster: emptyRasterOf(sprite), origin: { x: 0, y: 0 } };
  return { raster: cel.content.raster, origin: { x: cel.x, y: cel.y } };
}

/** Whether there is something to draw on: an image layer. */
function isPaintable(sprite: Sprite, layerId: LayerId): boolean {
  return findLayer(sprite, layerId)?.kind === 'image';
}

/**
 * Gives a cel the pixels of `raster` (in the coordinates of its surface), and all cels linked to it. Its bounds shrink or
 * grow to what is painted; a cel in which nothing is left goes, except on the background, which always fills the canvas.
 */
export function setSurface(place: CelPlace, raster: Raster): Edit {
  return (sprite) => {
    const layer = findLayer(sprite, place.layer);
    if (layer?.kind !== 'image') return sprite;
    const cel = layer.cels.get(place.frame);
    if (cel?.content.kind === 'tilemap') return sprite;
    if (cel === undefined) return addPainted(sprite, place, raster);
    if (cel.content.raster === raster) return sprite;
    const bounds = layer.background ? cel.content.bounds : contentBounds(raster);
    if (isEmpty(bounds)) return removeShowing(sprite, place.layer, cel.content);
    return replaceContent(sprite, place.layer, { ...cel.content, raster, bounds });
  };
}

/** Draws on a cel: `draw` gets a draft of its surface and where the surface lies. */
export function paint(place: CelPlace, draw: (draft: RasterDraft, origin: Point) => void): Edit {
  return (sprite) => {
    if (!isPaintable(sprite, place.layer)) return sprite;
    const { raster, origin } = surfaceAt(sprite, place);
    return setSurface(
      place,
      editRaster(raster, (draft) => draw(draft, origin)),
    )(sprite);
  };
}

/** Sets every selected pixel of a cel to one value; with nothing selected, all of the canvas. */
export function fillSelected(place: CelPlace, selection: Selection | null, value: number): Edit {
  return (sprite) => {
    const canvas = { x: 0, y: 0, width: sprite.width, height: sprite.height };
    const area = selection ? intersect(selection.bounds, canvas) : canvas;
    return paint(place, (draft, origin) => {
      if (selection === null || selection.mask === null) return draft.fill(moved(area, -origin.x, -origin.y), value);
      eachPixel(area, (x, y) => {
        if (isSelected(selection, x, y)) draft.set(x - origin.x, y - origin.y, value);
      });
    })(sprite);
  };
}

/** Clears the selected pixels; with nothing selected, takes the cel away. */
export function clearSelected(place: CelPlace, selection: Selection | null): Edit {
  return (sprite) => {
    if (selection === null) return setCel(sprite, place.layer, place.frame, undefined);
    return fillSelected(place, selection, emptyPixel(sprite))(sprite);
  };
}

/** Moves a whole cel (this one only, even if it is linked). */
export function moveCel({ layer, frame }: CelPlace, dx: number, dy: number): Edit {
  return (sprite) => {
    const cel = celOf(findLayer(sprite, layer), frame);
    if (cel === undefined || (dx === 0 && dy === 0)) return sprite;
    return setCel(sprite, layer, frame, { ...cel, x: cel.x + dx, y: cel.y + dy });
  };
}

/** Lifts the selected pixels and sets them down elsewhere, over what is there; `copy` leaves the originals. */
export function moveSelected(place: CelPlace, selection: Selection, dx: number, dy: number, copy = false): Edit {
  return (sprite) => {
    if (dx === 0 && dy === 0) return sprite;
    const { raster: before } = surfaceAt(sprite, place);
    return paint(place, (draft, origin) => {
      const lifted: [number, number, number][] = [];
      eachPixel(selection.bounds, (x, y) => {
        if (!isSelected(selection, x, y)) return;
        const value = getPixel(before, x - origin.x, y - origin.y);
        if (value === before.empty) return;
        lifted.push([x, y, value]);
        if (!copy) draft.set(x - origin.x, y - origin.y, before.empty);
      });
      for (const [x, y, value] of lifted) draft.set(x + dx - origin.x, y + dy - origin.y, value);
    })(sprite);
  };
}

/** The selection itself, elsewhere. */
export function movedSelection(selection: Selection, dx: number, dy: number): Selection {
  const bounds = moved(selection.bounds, dx, dy);
  if (selection.mask === null) return { bounds, mask: null };
  const mask = editRaster({ ...maskOf(selection), chunks: new Map() }, (draft) =>
    eachPixel(selection.bounds, (x, y) => {
      if (isSelected(selection, x, y)) draft.set(x + dx, y + dy, 1);
    }),
  );
  return { bounds, mask };
}

/** Turns the selected pixels over within the selection's bounds; with nothing selected, the cel within its own. */
export function flip(place: CelPlace, selection: Selection | null, axis: 'horizontal' | 'vertical'): Edit {
  return (sprite) => {
    const { raster: before, origin } = surfaceAt(sprite, place);
    const area = selection?.bounds ?? moved(contentBounds(before), origin.x, origin.y);
    const mirrored = (x: number, y: number): [number, number] =>
      axis === 'horizontal' ? [2 * area.x + area.width - 1 - x, y] : [x, 2 * area.y + area.height - 1 - y];
    return paint(place, (draft) => {
      const at = (x: number, y: number): number => getPixel(before, x - origin.x, y - origin.y);
      eachPixel(area, (x, y) => {
        const [fromX, fromY] = mirrored(x, y);
        if (isSelected(selection, x, y) && isSelected(selection, fromX, fromY)) {
          draft.set(x - origin.x, y - origin.y, at(fromX, fromY));
        }
      });
    })(sprite);
  };
}

function addPainted(sprite: Sprite, { layer, frame }: CelPlace, raster: Raster): Sprite {
  const bounds: Rect = contentBounds(raster);
  if (isEmpty(bounds)) return sprite;
  const ids = idsOf(sprite);
  const content: ImageContent = { ...emptyContent(sprite, ids.next('content')), raster, bounds };
  const cel: Cel = newCel(content);
  return ids.claimed(setCel(sprite, layer, frame, cel));
}

function removeShowing(sprite: Sprite, layerId: LayerId, content: ImageContent): Sprite {
  const layer = findLayer(sprite, layerId);
  if (layer === undefined || layer.kind === 'group') return sprite;
  const frames = [...layer.cels].filter(([, cel]) => cel.content.id === content.id).map(([frame]) => frame);
  return frames.reduce((rest, frame) => setCel(rest, layerId, frame, undefined), sprite);
}
