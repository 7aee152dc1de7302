import { LIMITS } from '../sprite/sprite.ts';
import { pictureOfSequence } from './decodePicture.ts';
import { FormatError } from './formatError.ts';
import type { ImportedPicture } from './spriteOfFrames.ts';

/**
 * Reads numbered pictures one after the other, since each is decoded in memory, as the frames of one.
 *
 * @param files At least one.
 * @throws FormatError `too_large` when they take more memory together than a sprite may, and what `read` throws
 */
export async function readSequence<File>(
  files: readonly File[],
  read: (file: File) => Promise<ImportedPicture>,
): Promise<ImportedPicture> {
  const pictures: ImportedPicture[] = [];
  let bytes = 0;
  for (const file of files) {
    const picture = await read(file);
    bytes += picture.width * picture.height * 4;
    if (bytes > LIMITS.bytes) {
      const which = `the first ${pictures.length + 1} of ${files.length} pictures`;
      throw new FormatError('sequence', 0, 'too_large', `${which} are larger together than a sprite may be`);
    }
    pictures.push(picture);
  }
  return pictureOfSequence(pictures);
}
