import type { PixelClip } from './pixelClip.ts';

/** RGBA of one of a clip's frames, one number a pixel; none where there is no such frame. */
export function clipPixels({ palette, frames }: PixelClip, frame: number): Uint32Array {
  const indices = frames[frame]?.indices ?? new Uint8Array();
  const colors = Uint32Array.from(palette);
  const pixels = new Uint32Array(indices.length);
  for (let i = 0; i < pixels.length; i++) pixels[i] = colors[indices[i] ?? 0] ?? 0;
  return pixels;
}
