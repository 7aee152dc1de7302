import { blendNormal } from '../sprite/blend/blendNormal.ts';
import { intersect, isEmpty, type Rect } from '../sprite/rect.ts';

/** One picture of an animation as its file holds it. */
export interface AnimationPart {
  readonly rect: Rect;
  /** RGBA of the rectangle, row by row. */
  readonly pixels: Uint32Array;
  /** Whether it is laid over the picture below, or takes its place, transparency included. */
  readonly blend: 'over' | 'source';
  /** What becomes of the rectangle when the next part comes. */
  readonly disposal: 'keep' | 'clear' | 'restore';
}

/** The picture that the parts of an animation are laid upon, at first transparent. */
export class AnimationCanvas {
  readonly #screen: Rect;
  #pixels: Uint32Array;
  /** The last copy, as long as it still looks like the picture. */
  #shown: Uint32Array | undefined;

  constructor(width: number, height: number) {
    this.#screen = { x: 0, y: 0, width, height };
    this.#pixels = new Uint32Array(width * height);
  }

  /**
   * Lays a part upon the picture, returns a copy of it, and then disposes of the part. Pictures that look alike are the
   * same copy. `take` is told the bytes of every new one first.
   */
  draw(part: AnimationPart, take: (bytes: number) => void): Uint32Array {
    const visible = intersect(part.rect, this.#screen);
    const before = part.disposal === 'restore' ? { pixels: this.#pixels.slice(), shown: this.#shown } : undefined;
    if (!isEmpty(visible)) this.#lay(part, visible);
    if (this.#shown === undefined) {
      take(this.#pixels.byteLength);
      this.#shown = this.#pixels.slice();
    }
    const shown = this.#shown;
    if (before) {
      this.#pixels = before.pixels;
      this.#shown = before.shown;
    } else if (part.disposal === 'clear') this.#clear(visible);
    return shown;
  }

  #lay({ rect, pixels, blend }: AnimationPart, visible: Rect): void {
    const { width } = this.#screen;
    for (let y = visible.y; y < visible.y + visible.height; y++) {
      for (let x = visible.x; x < visible.x + visible.width; x++) {
        const source = pixels[(y - rect.y) * rect.width + (x - rect.x)] ?? 0;
        const below = this.#pixels[y * width + x] ?? 0;
        const pixel = blend === 'source' ? source : source >>> 24 === 0 ? below : blendNormal(below, source, 255);
        if (pixel === below) continue;
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
