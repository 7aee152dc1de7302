import { FormatError } from '../../../shared/formats/formatError.ts';
import { LIMITS } from '../../../shared/sprite/sprite.ts';

/** Refuses a picture that is larger than a sprite can be; sides in pixels. FormatError `too_large`. */
export function checkedSize(width: number, height: number): { readonly width: number; readonly height: number } {
  if (Math.max(width, height) <= LIMITS.side) return { width, height };
  throw new FormatError('picture', 0, 'too_large', `${width} x ${height} pixels; ${LIMITS.side} a side are possible`);
}

/** Refuses more pictures of one size than there is memory for, before any is made. FormatError `too_large`. */
export function checkRoom(count: number, width: number, height: number): void {
  if (count * width * height * 4 <= LIMITS.bytes) return;
  throw new FormatError('picture', 0, 'too_large', `${count} pictures of ${width} x ${height} pixels`);
}
