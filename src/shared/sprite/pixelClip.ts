/** A finished animation in palette entries: what becomes of a video, and what is inserted into a sprite. */
export interface PixelClip {
  readonly width: number;
  readonly height: number;
  /** RGBA as in color.ts. Entry 0 is transparent; all others are opaque and differ from each other. */
  readonly palette: readonly number[];
  readonly frames: readonly PixelFrame[];
}

export interface PixelFrame {
  /** One palette entry a pixel, row by row. */
  readonly indices: Uint8Array;
  /** Milliseconds. */
  readonly duration: number;
}
