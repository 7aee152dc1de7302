import { kernel } from './kernel/kernel.ts';
import { toLinear } from './oklab.ts';
import type { RawVideo } from './rawVideo.ts';

/** What decides which colours a video's numbers mean. */
export type ColorKind = Pick<RawVideo, 'matrix' | 'range'>;

/** How many yuv colours are told apart: luma to 7 bits and chroma to 6. */
export const YUV_PLACES = 128 * 64 * 64;
/** Those of the same chroma are worked out together. */
const CHROMAS = YUV_PLACES / 128;
/** Bytes of a colour. */
const ENTRY_BYTES = 12;
const CURVE_STEPS = 4095;

/**
 * Tells the kernel which table to look colours up in: OKLab for every yuv colour of such videos, worked out where it is
 * first looked at. Each entry stands for the middle of its bin, so the error is at most half a bin (about 0.005).
 *
 * @returns where the table is
 */
export function tellTable(kind: ColorKind): number {
  tellColors(kind);
  const filledAt = kernel.keep('tableFilled', `${kind.matrix} ${kind.range}`, () =>
    kernel.put('tableFilled', new Uint8Array(CHROMAS)),
  );
  const at = kernel.room('table', ENTRY_BYTES * YUV_PLACES);
  kernel.call.setTable(at, filledAt);
  return at;
}

/**
 * Tells the kernel what a video's numbers mean: matrices by ITU-R BT.601 and BT.709; the curve is taken for sRGB's, as
 * players do.
 */
export function tellColors({ matrix, range }: ColorKind): void {
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
