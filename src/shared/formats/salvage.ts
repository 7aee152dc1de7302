import type { Sprite } from '../sprite/sprite.ts';
import { AnimationDraft } from './animation.ts';
import { salvageAseprite } from './aseprite/salvageAseprite.ts';
import { isAnimatedPng, isGif, pictureOfAnimation } from './decodePicture.ts';
import { FormatError, type FormatErrorCode } from './formatError.ts';
import { readGif } from './gif/decodeGif.ts';
import { readApng } from './png/decodeApng.ts';
import { spriteOfFrames } from './spriteOfFrames.ts';
import type { Zlib } from './zlib.ts';

/** What was read of a damaged file, and where and why it ended. */
export interface Salvage {
  readonly sprite: Sprite;
  /** Frames that the file says it has, if it does; the sprite has those up to the damage. */
  readonly frameCount: number | null;
  /** Whether something of the last frame is missing. */
  readonly lastIncomplete: boolean;
  /** Bytes from the start of the file to where reading ended. */
  readonly offset: number;
  readonly code: FormatErrorCode;
}

/**
 * Reads a damaged file up to the first part that makes no sense: .aseprite, GIF and animated PNG, told by their bytes. To
 * be offered, never to be taken for the file: what follows the damage is missing. A still picture is read whole or not
 * at all. FormatError when nothing that could be shown comes before the damage.
 */
export function salvage(bytes: Uint8Array, zlib: Zlib): Salvage {
  if (isGif(bytes)) return salvageAnimation((draft) => readGif(bytes, draft));
  if (!isAnimatedPng(bytes)) return salvageAseprite(bytes, zlib);
  return salvageAnimation((draft) => readApng(bytes, zlib, draft));
}

function salvageAnimation(read: (draft: AnimationDraft) => void): Salvage {
  const draft = new AnimationDraft();
  try {
    read(draft);
  } catch (error) {
    if (!(error instanceof FormatError) || draft.frames.length === 0) throw error;
    const { offset, code } = error;
    const sprite = spriteOfFrames(pictureOfAnimation(draft.animation()));
    return { sprite, frameCount: draft.announced, lastIncomplete: false, offset, code };
  }
  throw new FormatError('picture', 0, 'invalid', 'the file is whole');
}
