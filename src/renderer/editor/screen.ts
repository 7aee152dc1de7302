import type { DecodedImage } from '../../shared/ipc.ts';
import { colorToOklab, oklabDistance } from '../../shared/pixelate/oklab.ts';
import { rgba } from '../../shared/sprite/color.ts';

/** Screens to put behind the subject, from which it is parted again; the farthest from its colours is taken. */
const SCREENS = [rgba(0, 177, 64), rgba(224, 32, 176), rgba(24, 64, 224), rgba(128, 128, 128)] as const;

/** The screen for a subject of these opaque colours. */
export function screenFor(colors: readonly number[]): number {
  const subject = colors.map(colorToOklab);
  const nearest = (screen: number): number =>
    Math.min(...subject.map((color) => oklabDistance(color, colorToOklab(screen))));
  return SCREENS.toSorted((a, b) => nearest(b) - nearest(a))[0] ?? SCREENS[0];
}

/** Whether a picture (RGBA) shows anything of what is behind it. */
export function isSeeThrough(picture: Uint32Array): boolean {
  return picture.some((pixel) => pixel >>> 24 < 255);
}

/** A picture before a screen, all of it opaque. */
export function beforeScreen(picture: Uint32Array, width: number, height: number, screen: number): DecodedImage {
  const pixels = picture.map((pixel) => (pixel >>> 24 < 128 ? screen : (pixel | 0xff000000) >>> 0));
  return { width, height, pixels: new Uint8Array(pixels.buffer) };
}

/** The opaque colours of pictures, in the order in which they are met. */
export function colorsIn(pictures: readonly Uint32Array[]): readonly number[] {
  const colors = new Set<number>();
  for (const picture of pictures) for (const pixel of picture) if (pixel >>> 24 === 255) colors.add(pixel);
  return [...colors];
}
