import { intersect, isEmpty, type Rect } from '../../sprite/rect.ts';
import type { GifImage } from './decodeGif.ts';

const CLEAR = 2;
const RESTORE = 3;

/** The picture that the frames of a GIF are laid upon. */
export class GifCanvas {
  readonly #screen: Rect;
  #pixels: Uint32Array;

  constructor(width: number, height: number) {
    this.#screen = { x: 0, y: 0, width, height };
    this.#pixels = new Uint32Array(width * height);
  }

  /** Lays a frame over the picture, returns a copy of it, and then disposes of the frame (2 clear, 3 as before). */
  draw({ rect, pixels }: GifImage, disposal: number): Uint32Array {
    const before = disposal === RESTORE ? this.#pixels.slice() : undefined;
    const visible = intersect(rect, this.#screen);
    if (!isEmpty(visible)) this.#lay(rect, pixels, visible);
    const shown = this.#pixels.slice();
    if (before) this.#pixels = before;
    else if (disposal === CLEAR) this.#clear(visible);
    return shown;
  }

  #lay(rect: Rect, pixels: Uint32Array, visible: Rect): void {
    const { width } = this.#screen;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      for (let x = visible.x; x < visible.x + visible.width; x++) {
        const pixel = pixels[(y - rect.y) * rect.width + (x - rect.x)] ?? 0;
        if (pixel !== 0) this.#pixels[y * width + x] = pixel;
      }
    }
  }

  #clear(visible: Rect): void {
    const { width } = this.#screen;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      this.#pixels.fill(0, y * width + visible.x, y * width + visible.x + visible.width);
    }
  }
}
