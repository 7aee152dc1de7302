import type { DecodedImage } from '../../shared/ipc.ts';

/**
 * Makes every pixel a square of `factor` x `factor` pixels. sharp's resize is not used: it multiplies colours by alpha
 * on the way and changes those of low alpha.
 *
 * @param factor A whole number, at least 1.
 */
export function scaleUp(image: DecodedImage, factor: number): DecodedImage {
  if (!Number.isInteger(factor) || factor < 1) throw new RangeError(`Not a whole number above zero: ${factor}`);
  const width = image.width * factor;
  const height = image.height * factor;
  const from = new Uint32Array(image.pixels.slice().buffer);
  const to = new Uint32Array(width * height);
  for (let y = 0; y < image.height; y++) {
    const row = y * factor * width;
    for (let x = 0; x < width; x++) to[row + x] = from[y * image.width + Math.floor(x / factor)] ?? 0;
    for (let copy = 1; copy < factor; copy++) to.copyWithin(row + copy * width, row, row + width);
  }
  return { ...image, width, height, pixels: new Uint8Array(to.buffer) };
}
