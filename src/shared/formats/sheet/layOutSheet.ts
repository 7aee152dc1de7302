import type { PixelClip } from '../../sprite/pixelClip.ts';
import type { FileImage } from '../fileImage.ts';
import { packSheet, type Sheet } from './packSheet.ts';

export interface ClipSheet {
  readonly sheet: Pick<Sheet, 'width' | 'height' | 'placements'>;
  /** With the clip's palette. */
  readonly image: FileImage;
}

/** All frames of a clip in one picture, in rows that make it about square. */
export function layOutSheet({ width, height, palette, frames }: PixelClip): ClipSheet {
  // Entries are arranged as pixels would be; between frames is entry 0, which is transparent.
  const entries = frames.map(({ indices }) => ({ width, height, pixels: new Uint32Array(indices) }));
  const columns = Math.max(1, Math.round(Math.sqrt((frames.length * height) / width)));
  const sheet = packSheet(entries, { layout: 'rows', columns });
  const image = {
    width: sheet.width,
    height: sheet.height,
    colorMode: 'indexed',
    pixels: sheet.pixels,
    palette,
  } as const;
  return { sheet, image };
}
