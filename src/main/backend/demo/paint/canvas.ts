/** The picture while it is painted; everything row by row. */
export interface Canvas {
  readonly width: number;
  readonly height: number;
  /** Red, green and blue of every pixel, 0 to 255. */
  readonly colors: Float32Array;
  /** Which form covers a pixel: the number of the part, 0 for the background. */
  readonly owners: Uint16Array;
  /** How that form is lit there: -1 in the shade, 0 plain, 1 in full light. */
  readonly tones: Float32Array;
  /** Room for the form at work: its distances, smoothed distances, tones, reflections. */
  readonly scratch: readonly [Float32Array, Float32Array, Float32Array, Float32Array];
  /** Room for one row of pixels: distances, tones, reflections. */
  readonly rows: readonly [Float32Array, Float32Array, Float32Array];
}

export function createCanvas(width: number, height: number): Canvas {
  const count = width * height;
  // A field has points on both sides of the outermost pixels.
  const room = (): Float32Array => new Float32Array((width + 1) * (height + 1));
  // A field's last cell may stand out over the picture's edge.
  const row = (): Float32Array => new Float32Array(2 * width);
  return {
    width,
    height,
    colors: new Float32Array(count * 3),
    owners: new Uint16Array(count),
    tones: new Float32Array(count),
    scratch: [room(), room(), room(), room()],
    rows: [row(), row(), row()],
  };
}

/** Starts a picture on a background of width x height x 3 values. */
export function clear(canvas: Canvas, background: Float32Array): void {
  canvas.colors.set(background);
  canvas.owners.fill(0);
}
