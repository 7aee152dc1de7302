import type { Animation } from '../../../shared/formats/animation.ts';
import type { DecodedImage, GrantedFile } from '../../../shared/ipc.ts';
import { LIMITS, type Sprite } from '../../../shared/sprite/sprite.ts';
import type { Editor } from '../editor.ts';
import { RequestFailed } from '../requestFailed.ts';
import { isAnimation } from './decodeAnimation.ts';
import { type ImportedFrame, spriteOfFrames } from './spriteOfFrames.ts';

/** Reads a picture as a sprite: an animation with its frames and times, anything else as a still. */
export async function openPicture(editor: Editor, bytes: Uint8Array): Promise<Sprite> {
  if (isAnimation(bytes)) return spriteOfAnimation(await editor.codecs.decodeAnimation(bytes));
  const image = checked(await editor.requests.decodeImage(bytes));
  const { width, height, palette } = image;
  return spriteOfFrames({ width, height, frames: [stillOf(image)], ...(palette && { palette }) });
}

/** Reads numbered pictures as the frames of one sprite, which is as large as the largest. */
export async function openSequence(editor: Editor, files: readonly GrantedFile[]): Promise<Sprite> {
  const frames: ImportedFrame[] = [];
  for (const file of files) {
    // One after the other: they may be many, and each is decoded in memory.
    frames.push(stillOf(checked(await editor.requests.decodeImage(await editor.requests.readFile(file.id)))));
  }
  const width = Math.max(...frames.map((frame) => frame.width));
  const height = Math.max(...frames.map((frame) => frame.height));
  return spriteOfFrames({ width, height, frames });
}

/** The pixels of a decoded picture as RGBA numbers. */
export function pixelsOf({ pixels }: Pick<DecodedImage, 'pixels'>): Uint32Array {
  return new Uint32Array(pixels.slice().buffer);
}

function spriteOfAnimation({ width, height, frames }: Animation): Sprite {
  return spriteOfFrames({ width, height, frames: frames.map((frame) => ({ ...frame, width, height, x: 0, y: 0 })) });
}

function stillOf(image: DecodedImage): ImportedFrame {
  return { pixels: pixelsOf(image), width: image.width, height: image.height, x: 0, y: 0, duration: 100 };
}

function checked(image: DecodedImage): DecodedImage {
  if (Math.max(image.width, image.height) <= LIMITS.side) return image;
  throw new RequestFailed({ code: 'too_large', message: `The image is larger than ${LIMITS.side} pixels.` });
}
