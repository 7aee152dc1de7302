import { decodePicture } from '../../../shared/formats/decodePicture.ts';
import type { ImportedPicture } from '../../../shared/formats/spriteOfFrames.ts';
import { LIMITS } from '../../../shared/sprite/sprite.ts';
import { FileError } from '../../files/fileError.ts';
import { decodePicture as decodeAnyPicture } from '../../files/images.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';

/**
 * A picture of any kind that images.ts reads.
 *
 * @throws FormatError which names the place, for the formats with codecs of our own; FileError for the others.
 */
export async function readPicture(bytes: Uint8Array): Promise<ImportedPicture> {
  const picture = decodePicture(bytes, nodeZlib) ?? (await decodeAnyPicture(bytes));
  if (Math.max(picture.width, picture.height) <= LIMITS.side) return picture;
  throw new FileError('file_too_large', `the picture is larger than ${LIMITS.side} pixels. Scale it down.`);
}
