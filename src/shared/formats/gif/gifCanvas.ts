import { intersect, isEmpty, type Rect } from '../../sprite/rect.ts';
import type { GifImage } from './decodeGif.ts';

const CLEAR = 2;
const RESTORE = 3;

/** The picture that the frames of a GIF are laid upon. */
export class GifCanvas {
  readonly #screen: Rect;
  #pixels: Uint32Array;
  /** The last copy, as long as it still looks like the picture. */
  #shown: Uint32Array | undefined;

  constructor(width: number, height: number) {
    this.#screen = { x: 0, y: 0, width, height };
    this.#pixels = new Uint32Array(width * height);
  }

  /**
   * Lays a frame over the picture, returns a copy of it, and then disposes of the frame (2 clear, 3 as before). Frames
   * that look alike are the same copy. `take` is told the bytes of every new one first.
   */
  draw({ rect, pixels }: GifImage, disposal: number, take: (bytes: number) => void): Uint32Array {
    const visible = intersect(rect, this.#screen);
    const before = disposal === RESTORE ? { pixels: this.#pixels.slice(), shown: this.#shown } : undefined;
    if (!isEmpty(visible)) this.#lay(rect, pixels, visible);
    if (this.#shown === undefined) {
      take(this.#pixels.byteLength);
      this.#shown = this.#pixels.slice();
    }
    const shown = this.#shown;
    if (before) {
      this.#pixels = before.pixels;
      this.#shown = before.shown;
    } else if (disposal === CLEAR) this.#clear(visible);
    return shown;
  }

  #lay(rect: Rect, pixels: Uint32Array, visible: Rect): void {
    const { width } = this.#screen;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      for (let x = visible.x; x < visible.x + visible.width; x++) {
        const pixel = pixels[(y - rect.y) * rect.width + (x - rect.x)] ?? 0;
        if (pixel === 0 || pixel === this.#pixels[y * width + x]) continue;
        this.#pixels[y * width + x] = pixel;
        this.#shown = undefined;
      }
    }
  }

  #clear(visible: Rect): void {
    const { width } = this.#screen;
    if (!isEmpty(visible)) this.#shown = undefined;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      this.#pixels.fill(0, y * width + visible.x, y * width + visible.x + visible.width);
    }
  }
}
