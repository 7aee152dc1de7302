import { composite } from '../../../shared/sprite/composite.ts';
import { compositeEntries } from '../../../shared/sprite/compositeEntries.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { checkRoom } from './checkRoom.ts';
import type { Picture } from './picture.ts';

/** The pictures of frames for one sheet, each made once however many places show a part of it. */
export class RenderedFrames {
  readonly #made = new Map<Sprite, Map<number, Picture>>();
  #pixels = 0;

  /** A whole frame. FormatError when all that were made are too large together. */
  at(sprite: Sprite, frame: number): Picture {
    const made = this.#made.get(sprite) ?? new Map<number, Picture>();
    this.#made.set(sprite, made);
    const before = made.get(frame);
    if (before) return before;
    const { width, height } = sprite;
    this.#pixels += width * height;
    checkRoom(this.#pixels);
    const canvas = { x: 0, y: 0, width, height };
    const entries = compositeEntries(sprite, frame, canvas);
    const picture = { width, height, pixels: composite(sprite, frame, canvas), ...(entries && { entries }) };
    made.set(frame, picture);
    return picture;
  }
}
