import type { DecodedImage } from '../../shared/ipc.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { spriteOf } from './documents.ts';
import { beforeScreen, colorsIn, isSeeThrough, screenFor } from './screen.ts';
import type { Document } from './session.ts';

/** What a video begins with. */
export interface StartFrame {
  readonly picture: DecodedImage;
  /** The colour behind the subject, from which it is to be parted again; null where the picture is as the sprite is. */
  readonly screen: number | null;
}

/** Whether the sprite's palette has every colour that the current frame shows. */
export function paletteHasFrame(document: Document): boolean {
  const sprite = spriteOf(document);
  const known = new Set(sprite.palette.colors);
  return colorsIn([compositeFrame(sprite, indexOf(sprite, document.frame))]).every((color) => known.has(color));
}

/**
 * The current frame as it looks, for a video to begin with.
 *
 * @param background What shall become of it in the clip: to be removed, what is see-through gets a plain screen, as a
 *   video has nothing that is see-through.
 */
export function startFrameOf(document: Document, background: 'remove' | 'keep'): StartFrame {
  const sprite = spriteOf(document);
  const { width, height } = sprite;
  const picture = compositeFrame(sprite, indexOf(sprite, document.frame));
  if (background === 'keep' || !isSeeThrough(picture)) {
    return { picture: { width, height, pixels: new Uint8Array(picture.buffer) }, screen: null };
  }
  const screen = screenFor(colorsIn([picture]));
  return { picture: beforeScreen(picture, width, height, screen), screen };
}
