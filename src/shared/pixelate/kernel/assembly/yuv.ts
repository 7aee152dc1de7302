/** Colours of raw video in OKLab: the table of all of them, and where in it one stands. */

/** How many colours the table has: 7 bits of luma, 6 of each chroma. */
export const PLACES: i32 = 128 * 64 * 64;
/** Bytes of an entry: lightness, a, b as f32. */
export const ENTRY: i32 = 12;

const CURVE_STEPS: i32 = 4095;

/** The part of a colour's place in the table that chroma decides. */
export function chromaPlace(u: i32, v: i32): i32 {
  return ((u >> 2) << 13) | ((v >> 2) << 7);
}

export function yuvPlace(y: i32, u: i32, v: i32): i32 {
  return chromaPlace(u, v) | (y >> 1);
}

/** What a video's numbers mean, from `setColors` on. */
let kr: f64 = 0;
let kb: f64 = 0;
let black: f64 = 0;
let lumaSpan: f64 = 0;
let chromaSpan: f64 = 0;
/** sRGB's curve as f32, CURVE_STEPS + 1 of them. */
let curve: usize = 0;

/** Tells what the numbers of a video mean. */
export function setColors(red: f64, blue: f64, blackLuma: f64, luma: f64, chroma: f64, curveAt: usize): void {
  kr = red;
  kb = blue;
  black = blackLuma;
  lumaSpan = luma;
  chromaSpan = chroma;
  curve = curveAt;
}

/** The table of the video's colours, and a byte for each chroma that says whether its colours are worked out. */
let table: usize = 0;
let filled: usize = 0;

/** Tells where the table is; what is not worked out yet will be by what `setColors` told last. */
export function setTable(tableAt: usize, filledAt: usize): void {
  table = tableAt;
  filled = filledAt;
}

/** Where a colour stands in the table, by its place. */
export function entryAt(place: i32): usize {
  const chroma = place >> 7;
  if (load<u8>(filled + chroma) === 0) fillChroma(chroma);
  return table + <usize>(place * ENTRY);
}

function fillChroma(chroma: i32): void {
  const from = chroma << 7;
  for (let place = from; place < from + 128; place += 4) writeColors(place, table + <usize>(place * ENTRY), 0);
  store<u8>(filled + chroma, 1);
}

/** Works out all of the table, for whoever reads it whole. */
export function fillTable(): void {
  for (let place = 0; place < PLACES; place += 128) entryAt(place);
}

/**
 * Writes the OKLab colours of a place in the table, a multiple of four, and of the three after it, as they are in the
 * table. `spill` has a bit for each of red (1), green (2) and blue (4) whose light is taken away where it outshines the
 * others, as a screen of that colour throws it on a subject's rim.
 */
export function writeColors(place: i32, out: usize, spill: i32): void {
  const kg = 1 - kr - kb;
  const cb = (4 * <f64>(place >> 13) + 1.5 - 128) / chromaSpan;
  const cr = (4 * <f64>((place >> 7) & 63) + 1.5 - 128) / chromaSpan;
  const addR = 2 * (1 - kr) * cr;
  const addG = (2 * kb * (1 - kb) * cb + 2 * kr * (1 - kr) * cr) / kg;
  const addB = 2 * (1 - kb) * cb;
  const step = 2 / lumaSpan;
  const first = (2 * <f64>(place & 127) + 0.5 - black) / lumaSpan;
  let r = fourOf(first + addR, step);
  let g = fourOf(first - addG, step);
  let b = fourOf(first + addB, step);
  if (spill !== 0) {
    const excess = f32x4.max(f32x4.sub(leastOf(r, g, b, spill), mostOf(r, g, b, spill)), f32x4.splat(0));
    if ((spill & 1) !== 0) r = f32x4.sub(r, excess);
    if ((spill & 2) !== 0) g = f32x4.sub(g, excess);
    if ((spill & 4) !== 0) b = f32x4.sub(b, excess);
  }
  const l = cubeRoots(mixed(r, g, b, 0.4122214708, 0.5363325363, 0.0514459929));
  const m = cubeRoots(mixed(r, g, b, 0.2119034982, 0.6806995451, 0.1073969566));
  const s = cubeRoots(mixed(r, g, b, 0.0883024619, 0.2817188376, 0.6299787005));
  const light = mixed(l, m, s, 0.2104542553, 0.793617785, -0.0040720468);
  const a = mixed(l, m, s, 1.9779984951, -2.428592205, 0.4505937099);
  const c = mixed(l, m, s, 0.0259040371, 0.7827717662, -0.808675766);
  // l0 a0 b0 l1, a1 b1 l2 a2, b2 l3 a3 b3
  const la = i8x16.shuffle(light, a, 0, 1, 2, 3, 16, 17, 18, 19, 4, 5, 6, 7, 20, 21, 22, 23);
  const laLast = i8x16.shuffle(light, a, 8, 9, 10, 11, 24, 25, 26, 27, 12, 13, 14, 15, 28, 29, 30, 31);
  v128.store(out, i8x16.shuffle(la, c, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11));
  const firstRest = i8x16.shuffle(la, c, 12, 13, 14, 15, 20, 21, 22, 23, 12, 13, 14, 15, 20, 21, 22, 23);
  v128.store(out, i8x16.shuffle(firstRest, laLast, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23), 16);
  const secondRest = i8x16.shuffle(c, laLast, 8, 9, 10, 11, 24, 25, 26, 27, 28, 29, 30, 31, 12, 13, 14, 15);
  v128.store(out, secondRest, 32);
}

function linear(value: f64): f32 {
  const step = value <= 0 ? 0 : value >= 1 ? CURVE_STEPS : <i32>(value * <f64>CURVE_STEPS + 0.5);
  return load<f32>(curve + ((<usize>step) << 2));
}

/** The linear light of four values, each a step above the one before. */
function fourOf(first: f64, step: f64): v128 {
  let four = f32x4.splat(linear(first));
  four = f32x4.replace_lane(four, 1, linear(first + step));
  four = f32x4.replace_lane(four, 2, linear(first + 2 * step));
  return f32x4.replace_lane(four, 3, linear(first + 3 * step));
}

function mixed(one: v128, two: v128, three: v128, p: f32, q: f32, r: f32): v128 {
  const both = f32x4.add(f32x4.mul(one, f32x4.splat(p)), f32x4.mul(two, f32x4.splat(q)));
  return f32x4.add(both, f32x4.mul(three, f32x4.splat(r)));
}

/** To about 1e-7 of the value, from a guess that divides the exponent by three and two of Halley's steps. */
function cubeRoots(values: v128): v128 {
  const third = f32x4.mul(f32x4.convert_i32x4_s(values), f32x4.splat(1.0 / 3));
  const guess = i32x4.add(i32x4.trunc_sat_f32x4_s(third), i32x4.splat(709921077));
  return halley(halley(guess, values), values);
}

function halley(root: v128, value: v128): v128 {
  const cube = f32x4.mul(f32x4.mul(root, root), root);
  const up = f32x4.add(cube, f32x4.add(value, value));
  const down = f32x4.add(f32x4.add(cube, cube), value);
  return f32x4.mul(root, f32x4.div(up, down));
}

/** The least light of the screen's channels. */
function leastOf(r: v128, g: v128, b: v128, spill: i32): v128 {
  let least = f32x4.splat(Infinity);
  if ((spill & 1) !== 0) least = f32x4.min(least, r);
  if ((spill & 2) !== 0) least = f32x4.min(least, g);
  if ((spill & 4) !== 0) least = f32x4.min(least, b);
  return least;
}

/** The most light of the other channels. */
function mostOf(r: v128, g: v128, b: v128, spill: i32): v128 {
  let most = f32x4.splat(0);
  if ((spill & 1) === 0) most = f32x4.max(most, r);
  if ((spill & 2) === 0) most = f32x4.max(most, g);
  if ((spill & 4) === 0) most = f32x4.max(most, b);
  return most;
}
