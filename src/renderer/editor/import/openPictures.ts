import { readSequence } from '../../../shared/formats/readSequence.ts';
import { type ImportedPicture, spriteOfFrames } from '../../../shared/formats/spriteOfFrames.ts';
import type { GrantedFile } from '../../../shared/ipc.ts';
import { LIMITS, type Sprite } from '../../../shared/sprite/sprite.ts';
import type { Editor } from '../editor.ts';
import { onFile, RequestFailed } from '../requestFailed.ts';

/** Reads a picture or a Piskel file as a sprite: an animation with its frames and times, anything else as a still. */
export async function openPicture(editor: Editor, file: GrantedFile): Promise<Sprite> {
  if (isPiskel(file)) return editor.codecs.decodePiskel(await editor.requests.readFile(file.id));
  return spriteOfFrames(await readPicture(editor, file));
}

/** Reads numbered pictures as the frames of one sprite, which is as large as the largest. */
export async function openSequence(editor: Editor, files: readonly GrantedFile[]): Promise<Sprite> {
  return spriteOfFrames(await readSequence(files, (file) => onFile(file.name, readPicture(editor, file))));
}

/** Reads a picture of any kind, here where there is a codec for it, else in the main process. */
export async function readPicture({ codecs, requests }: Editor, { id }: GrantedFile): Promise<ImportedPicture> {
  const bytes = await requests.readFile(id);
  const picture = (await codecs.decodePicture(bytes)) ?? (await requests.decodePicture(bytes));
  if (Math.max(picture.width, picture.height) <= LIMITS.side) return picture;
  throw new RequestFailed({ code: 'too_large', message: `The image is larger than ${LIMITS.side} pixels.` });
}

export function isPiskel({ name }: GrantedFile): boolean {
  return /\.piskel$/i.test(name);
}
