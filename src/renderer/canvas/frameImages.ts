import { composite } from '../../shared/sprite/composite.ts';
import { indexOf } from '../../shared/sprite/edits/frameEdits.ts';
import { intersect, isEmpty, type Rect } from '../../shared/sprite/rect.ts';
import type { FrameId, Sprite } from '../../shared/sprite/sprite.ts';
import { dirtyArea } from './dirtyArea.ts';

/** A frame's picture at the sprite's own size, and the sprite that it shows. */
interface FrameImage {
  sprite: Sprite;
  readonly canvas: OffscreenCanvas;
}

/** Pixels that all kept pictures may have together. */
const BUDGET = 64 * 1024 * 1024;

/**
 * Pictures of frames for the screen, each composed once and then only where a later sprite differs. They are copies for
 * looking at; nothing is ever read back from them.
 */
export class FrameImages {
  readonly #images = new Map<FrameId, FrameImage>();

  /** The picture of a frame as `sprite` has it now. */
  get(sprite: Sprite, frame: FrameId): OffscreenCanvas {
    const known = this.#images.get(frame);
    const { width, height } = sprite;
    const fits = known?.canvas.width === width && known.canvas.height === height;
    const image = known && fits ? known : { sprite, canvas: new OffscreenCanvas(width, height) };
    const area = image === known ? dirtyArea(image.sprite, sprite, frame) : 'everything';
    image.sprite = sprite;
    paint(image, frame, area === 'everything' ? { x: 0, y: 0, width, height } : area);
    // The most recently used stand last, so that the oldest are let go first.
    this.#images.delete(frame);
    this.#images.set(frame, image);
    this.#trim(width * height);
    return image.canvas;
  }

  #trim(pixels: number): void {
    const most = Math.max(4, Math.floor(BUDGET / pixels));
    for (const frame of this.#images.keys()) {
      if (this.#images.size <= most) return;
      this.#images.delete(frame);
    }
  }
}

function paint({ sprite, canvas }: FrameImage, frame: FrameId, area: Rect): void {
  const region = intersect(area, { x: 0, y: 0, width: sprite.width, height: sprite.height });
  if (isEmpty(region)) return;
  const pixels = composite(sprite, indexOf(sprite, frame), region);
  const image = new ImageData(new Uint8ClampedArray(pixels.buffer as ArrayBuffer), region.width, region.height);
  canvas.getContext('2d')?.putImageData(image, region.x, region.y);
}
