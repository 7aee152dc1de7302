import { blue, green, red } from '../../../shared/sprite/color.ts';
import { bayerMatrix, type Dithering, type DitherMatrix } from '../../../shared/sprite/dither.ts';
import { BatchError } from './batchError.ts';
import { readInput } from './openSprite.ts';
import type { DitheringWords } from './plan.ts';
import { readPicture } from './readPicture.ts';

const BAYER_SIZES: Readonly<Record<string, 2 | 4 | 8>> = { bayer2x2: 2, bayer4x4: 4, bayer8x8: 8 };

/** What --dithering-algorithm and --dithering-matrix mean. BatchError for a matrix file that is no picture. */
export async function ditheringOf({ algorithm, matrix }: DitheringWords): Promise<Dithering> {
  if (algorithm === 'none' || algorithm === 'error-diffusion') return { algorithm };
  const size = BAYER_SIZES[matrix];
  return { algorithm, matrix: size ? bayerMatrix(size) : await matrixFrom(matrix) };
}

/** Thresholds by the brightness of a picture's pixels: equal steps from the darkest to the brightest that there is. */
async function matrixFrom(path: string): Promise<DitherMatrix> {
  const bytes = await readInput(path);
  const { width, height, frames } = await readPicture(bytes).catch((error: unknown) => {
    throw new BatchError(`${path} is no picture that can be a dithering matrix. Use a small grey .png.`, error);
  });
  if (width * height > 256 * 256) throw new BatchError(`${path} is too large for a matrix; up to 256 x 256 pixels do.`);
  const shades = Array.from(frames[0]?.pixels ?? [], (color) => red(color) + green(color) + blue(color));
  const steps = [...new Set(shades)].toSorted((a, b) => a - b);
  return { width, height, thresholds: shades.map((shade) => (steps.indexOf(shade) + 0.5) / steps.length) };
}
