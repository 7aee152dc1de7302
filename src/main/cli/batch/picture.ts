import { EMPTY_RECT, type Rect } from '../../../shared/sprite/rect.ts';

/** RGBA pixels, row by row. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
  /** The palette entry of each pixel, of indexed sprites. */
  readonly entries?: Uint32Array;
}

/** The smallest rectangle around what differs from the margin's colour; transparent pixels are all alike. */
export function seenBounds(picture: Picture, margin: (picture: Picture) => number): Rect {
  const { width, height, pixels } = picture;
  const nothing = margin(picture);
  const isSeen = (pixel: number): boolean => (nothing >>> 24 === 0 ? pixel >>> 24 !== 0 : pixel !== nothing);
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isSeen(pixels[y * width + x] ?? 0)) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
  }
  return right < 0 ? EMPTY_RECT : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}
