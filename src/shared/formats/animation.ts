/** Pictures that follow one another, as GIF and APNG hold them. */
export interface Animation {
  readonly width: number;
  readonly height: number;
  /** At least one. */
  readonly frames: readonly AnimationFrame[];
  /** How often it plays; 0 = for ever. */
  readonly loop: number;
}

/** An animation while it is read: what is there when reading fails could be read. */
export class AnimationDraft {
  width = 0;
  height = 0;
  readonly frames: AnimationFrame[] = [];
  loop = 1;
  /** Frames that the file says it has, if it does. */
  announced: number | null = null;

  animation(): Animation {
    const { width, height, frames, loop } = this;
    return { width, height, frames, loop };
  }
}

export interface AnimationFrame {
  /** RGBA as in sprite/color.ts, row by row; the whole picture. Never written to: frames may share it. */
  readonly pixels: Uint32Array;
  /** Milliseconds. */
  readonly duration: number;
}
