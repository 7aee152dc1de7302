import type { Animation } from '../../../shared/formats/animation.ts';
import { encodeAseprite } from '../../../shared/formats/aseprite/encodeAseprite.ts';
import { encodeGif } from '../../../shared/formats/gif/encodeGif.ts';
import type { OwnColors } from '../../../shared/formats/ownColors.ts';
import { encodeApng } from '../../../shared/formats/png/encodeApng.ts';
import type { Sprite } from '../../../shared/sprite/sprite.ts';
import { encodeJpeg, encodePng, encodeWebp } from '../../files/images.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import type { Picture } from './picture.ts';

/** A format to save in, by how much of a sprite it holds. */
export type SaveFormat =
  | {
      readonly kind: 'picture';
      readonly encode: (picture: Picture, colors: OwnColors) => Promise<Uint8Array>;
    }
  | {
      readonly kind: 'animation';
      /** `gray`: the sprite is a grayscale one. */
      readonly encode: (animation: Animation, gray: boolean) => Uint8Array | Promise<Uint8Array>;
    }
  | { readonly kind: 'sprite'; readonly encode: (sprite: Sprite) => Uint8Array };

const SPRITE: SaveFormat = { kind: 'sprite', encode: (sprite) => encodeAseprite(sprite, nodeZlib) };

const JPEG: SaveFormat = { kind: 'picture', encode: encodeJpeg };

/** By the ending of a file's name. */
const FORMATS: ReadonlyMap<string, SaveFormat> = new Map<string, SaveFormat>([
  ['aseprite', SPRITE],
  ['ase', SPRITE],
  ['gif', { kind: 'animation', encode: (animation) => encodeGif(animation) }],
  ['webp', { kind: 'animation', encode: (animation) => encodeWebp(animation) }],
  ['apng', { kind: 'animation', encode: (animation, gray) => encodeApng(animation, nodeZlib, { gray }) }],
  ['png', { kind: 'picture', encode: encodePicture }],
  ['jpg', JPEG],
  ['jpeg', JPEG],
]);

/** Endings that can be saved, for messages: .aseprite, .ase ... */
export const SAVE_ENDINGS = [...FORMATS.keys()].map((ending) => `.${ending}`).join(', ');

/** The format that the name's ending stands for, if it is one that we write. */
export function saveFormatOf(name: string): SaveFormat | undefined {
  return FORMATS.get(/\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
}

function encodePicture({ width, height, pixels }: Picture, colors: OwnColors): Promise<Uint8Array> {
  const bytes = new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
  return encodePng({ width, height, pixels: bytes, ...colors });
}
