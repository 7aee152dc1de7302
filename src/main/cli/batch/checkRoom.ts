import { FormatError } from '../../../shared/formats/formatError.ts';
import { LIMITS } from '../../../shared/sprite/sprite.ts';

/** Places in a sheet, or files of one --save-as. */
const MOST_PICTURES = 65_536;

/** Refuses more pictures than a run can hold, before any is made. FormatError `not_encodable`. */
export function checkCount(pictures: number): void {
  if (pictures <= MOST_PICTURES) return;
  throw tooMuch(`${pictures} are too many; ${MOST_PICTURES} are possible`);
}

/** The same for pixels that are in memory together. */
export function checkRoom(pixels: number): void {
  if (pixels * 4 <= LIMITS.bytes) return;
  throw tooMuch(`${pixels} pixels together are too many; ${LIMITS.bytes / 4} are possible`);
}

function tooMuch(reason: string): FormatError {
  return new FormatError('pictures', 0, 'not_encodable', reason);
}
