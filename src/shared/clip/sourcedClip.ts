import type { PaletteChoice } from '../sprite/edits/clip/clipPalette.ts';
import { type ClipPlace, insertClip } from '../sprite/edits/clip/insertClip.ts';
import { replaceClip } from '../sprite/edits/clip/replaceClip.ts';
import type { Edit } from '../sprite/history.ts';
import { newSprite } from '../sprite/newSprite.ts';
import { paletteOf } from '../sprite/palette.ts';
import type { PixelClip } from '../sprite/pixelClip.ts';
import type { LayerId, Sprite } from '../sprite/sprite.ts';
import { type Provenance, provenanceNote } from './provenance.ts';

/** Frames that were cut from a video, and all that goes into a sprite along with them. */
export interface SourcedClip {
  readonly clip: PixelClip;
  readonly provenance: Provenance;
  /** Where the subject stands, in pixels of the frames; null where there is no telling. */
  readonly pivot: { readonly x: number; readonly y: number } | null;
}

/** Puts frames into a sprite as one edit. The clip is known in its layer by its date. */
export function insertCut({ clip, provenance, pivot }: SourcedClip, place: ClipPlace, palette: PaletteChoice): Edit {
  const { name, date, settings } = provenance;
  const once = settings.loop.kind === 'once';
  return insertClip(clip, { id: date, name, note: provenanceNote(provenance), place, palette, once, pivot });
}

/** Which of a sprite's clips to cut anew, and how. */
export interface Recut {
  readonly layer: LayerId;
  /** The clip's name in its layer; it keeps it. */
  readonly id: string;
  readonly palette: PaletteChoice;
  readonly painted: 'keep' | 'replace';
}

/** Puts another cut of the same video in the place of an earlier one. */
export function replaceCut({ clip, provenance }: SourcedClip, recut: Recut): Edit {
  return replaceClip(clip, { ...recut, note: provenanceNote(provenance) });
}

/** An empty sprite of the size and palette that the frames call for. */
export function canvasForCut({ clip: { width, height, palette }, provenance: { settings } }: SourcedClip): Sprite {
  return newSprite({ width, height, palette: paletteOf(settings.palette ?? palette) });
}

/** Turns the sprite of `canvasForCut` into one that has just the layer of the frames. */
export function fillWithCut(cut: SourcedClip): Edit {
  return (empty) => {
    const [frame] = empty.frames;
    if (frame === undefined) return empty;
    const filled = insertCut(cut, { kind: 'layer', above: null, frame: frame.id }, 'merge')(empty);
    const known = new Set(empty.layers.map(({ id }) => id));
    return { ...filled, layers: filled.layers.filter(({ id }) => !known.has(id)) };
  };
}
