import { extname } from 'node:path';
import type { FileKind, SaveFormat } from '../../shared/ipc.ts';

/** Extensions without the dot, in the order in which a file dialog offers them. */
export const EXTENSIONS = {
  aseprite: ['aseprite', 'ase'],
  image: ['png', 'apng', 'gif', 'piskel', 'bmp', 'webp', 'jpg', 'jpeg', 'avif', 'tif', 'tiff'],
  video: ['mp4', 'webm', 'mov', 'm4v', 'mkv', 'gif'],
  palette: ['gpl', 'pal', 'act', 'hex', 'aco', 'txt'],
} as const satisfies Record<Exclude<FileKind, 'unknown'>, readonly string[]>;

/** The extensions by which a format's saved files are opened again; the first is the usual one. */
export const SAVED_EXTENSIONS: Readonly<Record<SaveFormat, readonly string[]>> = {
  aseprite: EXTENSIONS.aseprite,
  gif: ['gif'],
  png: ['png', 'apng'],
  webp: ['webp'],
  json: ['json'],
  // Adobe's swatches; a strip of the colours; a sprite of them.
  palette: [...EXTENSIONS.palette, 'ase', 'png', 'aseprite'],
};

const KINDS = new Map<string, FileKind>([
  ...EXTENSIONS.aseprite.map((extension) => [extension, 'aseprite'] as const),
  ...EXTENSIONS.video.map((extension) => [extension, 'video'] as const),
  ...EXTENSIONS.image.map((extension) => [extension, 'image'] as const),
  ...EXTENSIONS.palette.map((extension) => [extension, 'palette'] as const),
]);

/**
 * What a file is by its name. A guess: its reader looks at the bytes (an .ase may be Adobe's swatches). A GIF is an image
 * with frames of its own; it can be cut as a video too, which is why both lists have it.
 */
export function fileKind(name: string): FileKind {
  return KINDS.get(extname(name).slice(1).toLowerCase()) ?? 'unknown';
}
