import { colorToOklab, type Oklab, oklabDistance } from '../../../src/shared/pixelate/oklab.ts';

/** What is seen: RGBA pixels, row by row, one picture for each frame of the source. Clear pixels are 0. */
export interface Playback {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly Uint32Array[];
}

/** Nearer than this (OKLab), a colour is right. */
export const RIGHT = 0.05;

const known = new Map<number, Oklab>();

/** OKLab distance of two opaque colours; sprites have few, so that each is converted once. */
export function colorDistance(one: number, other: number): number {
  return one === other ? 0 : oklabDistance(oklabOf(one), oklabOf(other));
}

export function oklabOf(color: number): Oklab {
  const found = known.get(color) ?? colorToOklab(color);
  known.set(color, found);
  return found;
}

/** The four neighbours' colours; 0 outside the picture. */
export function around(frame: Uint32Array, width: number, i: number): readonly [number, number, number, number] {
  const x = i % width;
  return [
    x > 0 ? (frame[i - 1] ?? 0) : 0,
    x < width - 1 ? (frame[i + 1] ?? 0) : 0,
    frame[i - width] ?? 0,
    frame[i + width] ?? 0,
  ];
}

/** Calls `visit` for every pixel of every frame but the first. */
export function eachPixel(
  { frames }: Playback,
  visit: (frame: Uint32Array, before: Uint32Array, i: number, t: number) => void,
): void {
  for (const [t, frame] of frames.entries()) {
    const before = frames[t - 1];
    if (before) for (let i = 0; i < frame.length; i++) visit(frame, before, i, t);
  }
}
