import type { Pixels } from '../sprite/raster.ts';
import type { ColorMode } from '../sprite/sprite.ts';

/** Bytes of one pixel. */
export function pixelSize(mode: ColorMode): 1 | 2 | 4 {
  return mode === 'rgba' ? 4 : mode === 'grayscale' ? 2 : 1;
}

/**
 * Little-endian bytes as pixels; a view where alignment allows it. (Typed arrays are little-endian on every platform
 * that Electron runs on.)
 */
export function pixelsFromBytes(mode: ColorMode, bytes: Uint8Array): Pixels {
  const size = pixelSize(mode);
  const aligned = bytes.byteOffset % size === 0 ? bytes : new Uint8Array(bytes);
  const count = bytes.length / size;
  if (mode === 'rgba') return new Uint32Array(aligned.buffer, aligned.byteOffset, count);
  if (mode === 'grayscale') return new Uint16Array(aligned.buffer, aligned.byteOffset, count);
  return new Uint8Array(aligned.buffer, aligned.byteOffset, count);
}

/** A view on the bytes of `pixels`. */
export function bytesOfPixels(pixels: Pixels): Uint8Array {
  return new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);
}
