import { kernel } from './kernel/kernel.ts';
import { toLinear } from './oklab.ts';
import type { RawVideo } from './rawVideo.ts';

/**
 * OKLab for every yuv colour: three floats (lightness, a, b) from `yuvKey` on. Luma is told to 7 bits and chroma to 6;
 * each entry stands for the middle of its bin, so the error is at most half a bin (about 0.005).
 */
export type YuvTable = Float32Array;

/** How many colours such a table has. */
export const YUV_PLACES = 128 * 64 * 64;

export function yuvKey(y: number, u: number, v: number): number {
  return 3 * yuvPlace(y, u, v);
}

/**
 * Which of the table's colours that is, from 0 on. Those that differ only in luma lie side by side, so that what grain and
 * shades lead to is mostly in the processor's cache.
 */
export function yuvPlace(y: number, u: number, v: number): number {
  return chromaPlace(u, v) | (y >> 1);
}

/** The part of it that chroma decides. */
export function chromaPlace(u: number, v: number): number {
  return ((u >> 2) << 13) | ((v >> 2) << 7);
}

const CURVE_STEPS = 4095;

/** Takes about 15 ms. Matrices by ITU-R BT.601 and BT.709; the curve is taken for sRGB's, as players do. */
export function yuvTable(video: Pick<RawVideo, 'matrix' | 'range'>): YuvTable {
  tellColors(video);
  const at = kernel.room('table', 12 * YUV_PLACES);
  for (let u = 0; u < 64; u++) kernel.call.fillTable(at, u);
  const table = kernel.copy(Float32Array, at, 3 * YUV_PLACES);
  kernel.keep('table', table, () => at);
  return table;
}

/** Tells the kernel what a video's numbers mean. */
export function tellColors({ matrix, range }: Pick<RawVideo, 'matrix' | 'range'>): void {
  const [kr, kb] = matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const [black, lumaSpan, chromaSpan] = range === 'tv' ? [16, 219, 224] : [0, 255, 255];
  const curve = kernel.keep('curve', 'srgb', () =>
    kernel.put(
      'curve',
      Float32Array.from({ length: CURVE_STEPS + 1 }, (_, i) => toLinear(i / CURVE_STEPS)),
    ),
  );
  kernel.call.setColors(kr, kb, black, lumaSpan, chromaSpan, curve);
}
