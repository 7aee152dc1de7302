/**
 * Makes every pixel a square of `factor` x `factor` pixels. RGBA or any other pixels, row by row.
 *
 * @param factor A whole number, at least 1.
 */
export function scalePixels(pixels: Uint32Array, width: number, factor: number): Uint32Array {
  if (factor === 1) return pixels;
  const height = pixels.length / width;
  const wide = width * factor;
  const out = new Uint32Array(wide * height * factor);
  for (let y = 0; y < height; y++) {
    const row = y * factor * wide;
    for (let x = 0; x < width; x++) {
      const start = row + x * factor;
      out.fill(pixels[y * width + x] ?? 0, start, start + factor);
    }
    for (let copy = 1; copy < factor; copy++) out.copyWithin(row + copy * wide, row, row + wide);
  }
  return out;
}
