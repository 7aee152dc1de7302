/** Pictures that follow one another, as GIF and APNG hold them. */
export interface Animation {
  readonly width: number;
  readonly height: number;
  /** At least one. */
  readonly frames: readonly AnimationFrame[];
  /** How often it plays; 0 = for ever. */
  readonly loop: number;
}

export interface AnimationFrame {
  /** RGBA as in sprite/color.ts, row by row; the whole picture. Never written to: frames may share it. */
  readonly pixels: Uint32Array;
  /** Milliseconds. */
  readonly duration: number;
}
