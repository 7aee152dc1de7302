import { linearToOklab, toLinear } from './oklab.ts';
import type { RawVideo } from './rawVideo.ts';
import { removeSpill, type Spill } from './spill.ts';

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

/** Writes the OKLab colour of a place in the table, three floats from `at` on. */
export type YuvReader = (place: number, out: Float32Array | Float64Array, at: number) => void;

/** Takes about 30 ms. Matrices by ITU-R BT.601 and BT.709; the curve is taken for sRGB's, as players do. */
export function yuvTable(video: Pick<RawVideo, 'matrix' | 'range'>): YuvTable {
  const read = yuvReader(video);
  const table = new Float32Array(3 * YUV_PLACES);
  for (let place = 0; place < YUV_PLACES; place++) read(place, table, 3 * place);
  return table;
}

/**
 * Works out single colours as they are in the table.
 *
 * @param spill channels whose light is taken away where they outshine the others, as a screen of that colour throws it
 *   on a subject's rim; none where it is left out
 */
export function yuvReader(video: Pick<RawVideo, 'matrix' | 'range'>, spill?: Spill): YuvReader {
  const [kr, kb] = video.matrix === 'bt709' ? [0.2126, 0.0722] : [0.299, 0.114];
  const kg = 1 - kr - kb;
  const [black, lumaSpan, chromaSpan] = video.range === 'tv' ? [16, 219, 224] : [0, 255, 255];
  const curve = Float32Array.from({ length: CURVE_STEPS + 1 }, (_, i) => toLinear(i / CURVE_STEPS));
  const linear = (value: number): number =>
    curve[value <= 0 ? 0 : value >= 1 ? CURVE_STEPS : (value * CURVE_STEPS + 0.5) | 0] ?? 0;
  const light: [number, number, number] = [0, 0, 0];
  return (place, out, at) => {
    const luma = (2 * (place & 127) + 0.5 - black) / lumaSpan;
    const cb = (4 * (place >> 13) + 1.5 - 128) / chromaSpan;
    const cr = (4 * ((place >> 7) & 63) + 1.5 - 128) / chromaSpan;
    light[0] = linear(luma + 2 * (1 - kr) * cr);
    light[1] = linear(luma - (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / kg);
    light[2] = linear(luma + 2 * (1 - kb) * cb);
    if (spill) removeSpill(light, spill);
    linearToOklab(light[0], light[1], light[2], out, at);
  };
}

/** Reads a table. */
export function tableReader(table: YuvTable): YuvReader {
  return (place, out, at) => {
    out[at] = table[3 * place] ?? 0;
    out[at + 1] = table[3 * place + 1] ?? 0;
    out[at + 2] = table[3 * place + 2] ?? 0;
  };
}

/** As another reader, but works out each colour only once; takes 6.5 MB. */
export function keptReader(read: YuvReader): YuvReader {
  const table = new Float32Array(3 * YUV_PLACES);
  const isKnown = new Uint8Array(YUV_PLACES);
  const fromTable = tableReader(table);
  return (place, out, at) => {
    if (isKnown[place] === 0) {
      read(place, table, 3 * place);
      isKnown[place] = 1;
    }
    fromTable(place, out, at);
  };
}
