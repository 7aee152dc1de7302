import type { Animation } from '../../../shared/formats/animation.ts';
import { FormatError } from '../../../shared/formats/formatError.ts';
import { decodeGif } from '../../../shared/formats/gif/decodeGif.ts';
import { decodeApng } from '../../../shared/formats/png/decodeApng.ts';
import { isPng, pngChunks } from '../../../shared/formats/png/pngChunks.ts';
import type { Zlib } from '../../../shared/formats/zlib.ts';

/** Whether a picture has frames that are read here, by what it holds: GIF and animated PNG. */
export function isAnimation(bytes: Uint8Array): boolean {
  return isGif(bytes) || isAnimatedPng(bytes);
}

/** Reads such a picture with its frames and their times. FormatError for everything else. */
export function decodeAnimation(bytes: Uint8Array, zlib: Zlib): Animation {
  return isGif(bytes) ? decodeGif(bytes) : decodeApng(bytes, zlib);
}

function isGif(bytes: Uint8Array): boolean {
  return String.fromCharCode(...bytes.subarray(0, 4)) === 'GIF8';
}

/** The chunk that makes a PNG an animation stands before its first picture. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  if (!isPng(bytes)) return false;
  try {
    for (const { type } of pngChunks(bytes)) {
      if (type === 'acTL') return true;
      if (type === 'IDAT') return false;
    }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
  }
  return false;
}
