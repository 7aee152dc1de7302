import { FormatError } from '../../../shared/formats/formatError.ts';
import { LIMITS } from '../../../shared/sprite/sprite.ts';

/** Refuses a picture that is larger than a sprite can be; sides in pixels. FormatError `too_large`. */
export function checkedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  if (Math.max(width, height) <= LIMITS.side) return { width, height };
  throw new FormatError('picture', 0, 'too_large', `${width} x ${height} pixels; ${LIMITS.side} a side are possible`);
}

/** Refuses more pixels in all pictures than there is memory for, before any is made. FormatError `too_large`. */
export function checkRoom(pixels: number): void {
  if (pixels * 4 <= LIMITS.bytes) return;
  throw new FormatError('picture', 0, 'too_large', `the pictures have ${pixels} pixels together`);
}
