import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GenerationId } from '../../shared/ipc.ts';
import type { PixelClip } from '../../shared/sprite/pixelClip.ts';
import { encodePng } from '../files/images.ts';
import { replaceFile } from '../files/replaceFile.ts';

/** The first frames of clips as PNG files, one each. None of it fails: a picture is not worth a word. */
export interface Thumbnails {
  save(id: GenerationId, clip: PixelClip): Promise<void>;
  read(id: GenerationId): Promise<Uint8Array | null>;
  remove(id: GenerationId): Promise<void>;
}

export function createThumbnails(folder: string): Thumbnails {
  const fileOf = (id: GenerationId): string => join(folder, `${id}.png`);
  return {
    async save(id, clip) {
      try {
        await mkdir(folder, { recursive: true });
        await replaceFile(fileOf(id), await encodePng(firstFrame(clip)));
      } catch {
        // Said above.
      }
    },
    read: (id) =>
      readFile(fileOf(id)).then(
        (bytes) => new Uint8Array(bytes),
        () => null,
      ),
    remove: (id) => rm(fileOf(id), { force: true }).catch(() => {}),
  };
}

/** RGBA, 4 bytes a pixel; entry 0 is transparent. */
function firstFrame({ width, height, palette, frames }: PixelClip) {
  const pixels = new Uint8Array(width * height * 4);
  const view = new DataView(pixels.buffer);
  frames[0]?.indices.forEach((entry, at) => {
    if (entry !== 0) view.setUint32(at * 4, palette[entry] ?? 0, true);
  });
  return { width, height, pixels };
}
