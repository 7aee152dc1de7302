/** A picture by its own pixels, row by row: RGBA, 0 where its backdrop is seen. */
export interface Cells {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/** The longest side that is moved about; a larger picture is made smaller first. Also the largest of a sprite's frames. */
const MOST_SIDE = 512;
/** Pixels of the longer side; what looks smaller is taken for something made of larger squares. */
const LEAST_SIDE = 16;

/**
 * Pictures of one size by their own pixels: where they have been enlarged by a whole number, as sprites are before they
 * are sent, they are made small again.
 */
export function cellsOf(pictures: readonly Cells[]): readonly Cells[] {
  const [{ width, height } = { width: 1, height: 1 }] = pictures;
  const most = Math.max(1, Math.floor(Math.max(width, height) / LEAST_SIDE));
  let factor = 1;
  for (let tried = Math.min(most, width, height); tried > 1 && factor === 1; tried--) {
    if (pictures.every((picture) => isMadeOfSquares(picture, tried))) factor = tried;
  }
  const step = Math.max(factor, Math.max(width, height) / MOST_SIDE);
  return pictures.map((picture) => sampled(picture, step));
}

function isMadeOfSquares({ width, height, pixels }: Cells, side: number): boolean {
  if (width % side !== 0 || height % side !== 0) return false;
  for (let y = 0, at = 0; y < height; y++) {
    const row = (y - (y % side)) * width;
    for (let x = 0; x < width; x++, at++) if (pixels[at] !== pixels[row + x - (x % side)]) return false;
  }
  return true;
}

/** One pixel out of the middle of every square of so many pixels. */
function sampled({ width, height, pixels }: Cells, step: number): Cells {
  const [across, down] = [Math.max(1, Math.round(width / step)), Math.max(1, Math.round(height / step))];
  const small = new Uint32Array(across * down);
  for (let y = 0, at = 0; y < down; y++) {
    const row = Math.floor(((y + 0.5) * height) / down) * width;
    for (let x = 0; x < across; x++) small[at++] = pixels[row + Math.floor(((x + 0.5) * width) / across)] ?? 0;
  }
  return { width: across, height: down, pixels: small };
}
