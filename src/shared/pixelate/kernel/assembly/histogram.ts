/** Counts colours in bins of OKLab. */

const LIGHTNESS_BINS: i32 = 48;
const CHROMA_BINS: i32 = 36;
/** OKLab's a and b of sRGB colours lie within this. */
const CHROMA_REACH: f64 = 0.36;

/** How many bins there are. */
export function histogramBins(): i32 {
  return LIGHTNESS_BINS * CHROMA_BINS * CHROMA_BINS;
}

/**
 * Adds the colours (three f32 each) of opaque cells (u8) to their bins' sums: lightness, a, b and the number of cells, f64
 * each, in the order in which bins are first seen. `places` (i32) says for each bin which of the sums are its, counted from
 * 1; 0 where none are yet.
 *
 * @param used how many bins have sums
 * @returns how many have them now
 */
export function countColors(colors: usize, opaque: usize, cells: i32, places: usize, sums: usize, used: i32): i32 {
  for (let cell = 0; cell < cells; cell++, colors += 12) {
    if (load<u8>(opaque + cell) === 0) continue;
    const l = <f64>load<f32>(colors);
    const a = <f64>load<f32>(colors, 4);
    const b = <f64>load<f32>(colors, 8);
    const bin = (binOf(l, LIGHTNESS_BINS) * CHROMA_BINS + chromaBin(a)) * CHROMA_BINS + chromaBin(b);
    const place = places + ((<usize>bin) << 2);
    if (load<i32>(place) === 0) {
      clear(sums + ((<usize>used) << 5));
      store<i32>(place, ++used);
    }
    const sum = sums + ((<usize>(load<i32>(place) - 1)) << 5);
    store<f64>(sum, load<f64>(sum) + l);
    store<f64>(sum, load<f64>(sum, 8) + a, 8);
    store<f64>(sum, load<f64>(sum, 16) + b, 16);
    store<f64>(sum, load<f64>(sum, 24) + 1, 24);
  }
  return used;
}

/** Writes the mean colour of each bin that has sums, and how many cells it is of, in the order of the bins. */
export function listColors(places: usize, sums: usize, out: usize): void {
  for (let bin = 0; bin < LIGHTNESS_BINS * CHROMA_BINS * CHROMA_BINS; bin++) {
    const place = load<i32>(places + (bin << 2));
    if (place === 0) continue;
    const sum = sums + ((<usize>(place - 1)) << 5);
    const count = load<f64>(sum, 24);
    store<f64>(out, load<f64>(sum) / count);
    store<f64>(out, load<f64>(sum, 8) / count, 8);
    store<f64>(out, load<f64>(sum, 16) / count, 16);
    store<f64>(out, count, 24);
    out += 32;
  }
}

function clear(sum: usize): void {
  v128.store(sum, i64x2.splat(0));
  v128.store(sum, i64x2.splat(0), 16);
}

function chromaBin(value: f64): i32 {
  return binOf(value / (2 * CHROMA_REACH) + 0.5, CHROMA_BINS);
}

function binOf(value: f64, bins: i32): i32 {
  return <i32>min<f64>(<f64>bins - 1, max<f64>(0, floor<f64>(value * <f64>bins)));
}
