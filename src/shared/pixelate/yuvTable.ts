import { linearToOklab, toLinear } from './oklab.ts';
import type { RawVideo } from './rawVideo.ts';
import { removeSpill, type Spill } from './spill.ts';

/**
 * OKLab for every yuv colour: three floats (lightness, a, b) from `yuvKey` on. Luma is told to 7 bits and chroma to 6;
 * each entry stands for the middle of its bin, so the error is at most half a bin (about 0.005).
 */
export type YuvTable = Float32Array;

/** The length of such a table. */
export const YUV_KEYS = 128 * 64 * 64 * 3;

export function yuvKey(y: number, u: number, v: number): number {
  return 3 * yuvPlace(y, u, v);
}

/** Which of the table's colours that is, from 0 on. */
export function yuvPlace(y: number, u: number, v: number): number {
  return ((y >> 1) << 12) | ((u >> 2) << 6) | (v >> 2);
}

const CURVE_STEPS = 4095;

/**
 * Takes about 30 ms. Matrices by ITU-R BT.601 and BT.709; the curve is taken for sRGB's, as players do.
 *
 * @param spill channels whose light is taken away where they outshine the others, as a screen of that colour throws it
 *   on a subject's rim; none where it is left out
 */
export function yuvTable(video: Pick<RawVideo, 'matrix' | 'range'>, spill?: Spill): YuvTable {
  const [kr, kb] = video.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const [black, lumaSpan, chromaSpan] = video.range === 'tv' ? [16, 219, 224] : [0, 255, 255];
  const curve = Float32Array.from({ length: CURVE_STEPS + 1 }, (_, i) => toLinear(i / CURVE_STEPS));
  const linear = (value: number): number =>
    curve[value <= 0 ? 0 : value >= 1 ? CURVE_STEPS : (value * CURVE_STEPS + 0.5) | 0] ?? 0;
  const table = new Float32Array(YUV_KEYS);
  const light: [number, number, number] = [0, 0, 0];
  let at = 0;
  for (let y = 0.5; y < 256; y += 2) {
    const luma = (y - black) / lumaSpan;
    for (let u = 1.5; u < 256; u += 4) {
      const cb = (u - 128) / chromaSpan;
      for (let v = 1.5; v < 256; v += 4, at += 3) {
        const cr = (v - 128) / chromaSpan;
        const red = luma + 2 * (1 - kr) * cr;
        const blue = luma + 2 * (1 - kb) * cb;
        const green = luma - (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / kg;
        light[0] = linear(red);
        light[1] = linear(green);
        light[2] = linear(blue);
        if (spill) removeSpill(light, spill);
        linearToOklab(light[0], light[1], light[2], table, at);
      }
    }
  }
  return table;
}
