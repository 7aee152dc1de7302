import type { DecodedImage } from '../../shared/ipc.ts';
import { compositeFrame } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { spriteOf } from './documents.ts';
import type { Document } from './session.ts';

/** The current frame as it looks, for a video to begin with. */
export function startFrameOf(document: Document): DecodedImage {
  const sprite = spriteOf(document);
  const pixels = compositeFrame(sprite, indexOf(sprite, document.frame));
  return { width: sprite.width, height: sprite.height, pixels: new Uint8Array(pixels.buffer) };
}
