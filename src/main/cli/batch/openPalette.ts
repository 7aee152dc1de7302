import { extname } from 'node:path';
import { decodeAseprite } from '../../../shared/formats/aseprite/decodeAseprite.ts';
import { looksLikeAseprite } from '../../../shared/formats/aseprite/looksLikeAseprite.ts';
import { colorsOfPicture } from '../../../shared/formats/decodePicture.ts';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { decodePalette } from '../../../shared/formats/palette/paletteFormats.ts';
import { decodePiskel } from '../../../shared/formats/piskel/decodePiskel.ts';
import { paletteOf } from '../../../shared/sprite/palette.ts';
import type { Palette } from '../../../shared/sprite/sprite.ts';
import { nodeZlib } from '../../files/nodeZlib.ts';
import { BatchError } from './batchError.ts';
import { readInput } from './openSprite.ts';
import { readPicture } from './readPicture.ts';

const PICTURE = /^\.(a?png|jpe?g|webp|avif|gif|bmp|tiff?)$/i;

/**
 * A palette out of a palette file, a sprite, or a picture: its own palette, or its colours row by row, each once.
 *
 * @throws BatchError which names the file.
 */
export async function openPalette(path: string): Promise<Palette> {
  const bytes = await readInput(path);
  try {
    const palette = await paletteIn(path, bytes);
    if (palette.colors.length === 0) throw new BatchError('It has no colours.');
    return palette;
  } catch (error) {
    const reason = error instanceof FormatError ? `${error.message}.` : error instanceof Error ? error.message : '';
    throw new BatchError(`${path}: no palette was found in it. ${reason}`.trim(), error);
  }
}

async function paletteIn(path: string, bytes: Uint8Array): Promise<Palette> {
  if (looksLikeAseprite(bytes)) return decodeAseprite(bytes, nodeZlib).palette;
  if (extname(path).toLowerCase() === '.piskel') return decodePiskel(bytes, nodeZlib).palette;
  if (PICTURE.test(extname(path))) return paletteOfPicture(bytes);
  return decodePalette(bytes, extname(path));
}

async function paletteOfPicture(bytes: Uint8Array): Promise<Palette> {
  const colors = colorsOfPicture(await readPicture(bytes));
  if (colors.length <= 256) return paletteOf(colors);
  throw new BatchError(`The picture has ${colors.length} colours; a palette has up to 256.`);
}
