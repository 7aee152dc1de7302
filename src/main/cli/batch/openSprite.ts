import { realpath } from 'node:fs/promises';
import { decodeAseprite } from '../../../shared/formats/aseprite/decodeAseprite.ts';
import { looksLikeAseprite } from '../../../shared/formats/aseprite/looksLikeAseprite.ts';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { decodePiskel } from '../../../shared/formats/piskel/decodePiskel.ts';
import { readSequence } from '../../../shared/formats/readSequence.ts';
import { spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import { removeFrames } from '../../../shared/sprite/edits/frameEdits.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { FileError } from '../../files/fileError.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { readWholeFile } from '../../files/readWholeFile.ts';
import { BatchError } from './batchError.ts';
import { notThere } from './checkThere.ts';
import { readPicture } from './readPicture.ts';

/** A file's bytes. Links are followed, as the shell would. BatchError names the file. */
export async function readInput(path: string): Promise<Uint8Array> {
  const real = await realpath(path).catch((error: unknown) => notThere(path, error));
  try {
    return await readWholeFile(real);
  } catch (error) {
    throw new BatchError(`${path}: ${messageOf(error)}`, error);
  }
}

/**
 * The sprite in a file, whatever its name ends in: .aseprite, or a picture that images.ts reads; Piskel by its name.
 *
 * @throws BatchError which names the file, the place in it and the reason.
 */
export async function decodeSprite(path: string, bytes: Uint8Array, oneFrame: boolean): Promise<Sprite> {
  try {
    const sprite = await decode(path, bytes);
    return oneFrame ? removeFrames(sprite.frames.slice(1).map(({ id }) => id))(sprite) : sprite;
  } catch (error) {
    throw new BatchError(`${path}: ${problemOf(error)}`, error);
  }
}

/** Pictures of a numbered sequence as the frames of one sprite. */
export async function decodeSequence(paths: readonly string[], files: readonly Uint8Array[]): Promise<Sprite> {
  let reading = '';
  try {
    const picture = await readSequence([...files.entries()], ([i, bytes]) => {
      reading = paths[i] ?? '';
      return readPicture(bytes);
    });
    return spriteOfFrames(picture);
  } catch (error) {
    throw new BatchError(`${reading}: ${problemOf(error)}`, error);
  }
}

async function decode(path: string, bytes: Uint8Array): Promise<Sprite> {
  if (bytes.length === 0) throw new FileError('not_an_image', 'the file is empty. Save it again where it was made.');
  if (looksLikeAseprite(bytes)) return decodeAseprite(bytes, nodeZlib);
  if (/\.piskel$/i.test(path)) return decodePiskel(bytes, nodeZlib);
  return spriteOfFrames(await readPicture(bytes));
}

function problemOf(error: unknown): string {
  if (error instanceof FormatError) {
    const remedy =
      error.code === 'too_large' ? 'Make it smaller.' : 'The file is damaged, or no sprite; use a whole copy.';
    return `${error.message}. ${remedy}`;
  }
  if (error instanceof FileError && error.code === 'not_an_image' && error.cause !== undefined) return UNREADABLE;
  return messageOf(error);
}

const UNREADABLE =
  'this is no sprite or picture, or it is damaged. Readable are .aseprite, .piskel, PNG, GIF, BMP, WebP, JPEG, AVIF and TIFF.';

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
