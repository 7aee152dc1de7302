import { colorOfSample } from './picture';

/**
 * A backdrop fitted to samples of a picture. A sample has 32 bytes: its place x and y, -1 to 1 over the picture (f64), its
 * colour (three f32) and which side of the picture it is from, 0 to 3 (i32). A model has for each channel of a colour the
 * coefficients of 1, x, y, xx, xy and yy (f64).
 */

const SAMPLE: usize = 32;
const TERMS: i32 = 6;
const CHANNELS: i32 = 3;
/** Of a model, bytes from one channel to the next. */
const CHANNEL: usize = 48;
/** Bytes of a row of sums: one for each term and channel, and one that is not used. */
const ROW: usize = 80;

/** What a sample has for each term, and then its colour (f64). */
const line: usize = memory.data(80, 16);

/**
 * Writes every so many samples (`step` both ways) of the picture that was told from (left, top) to (right, bottom), as far
 * as they are less than `ring` samples from its border; how many.
 */
export function takeSamples(left: i32, top: i32, right: i32, bottom: i32, ring: i32, step: i32, out: usize): i32 {
  const from = out;
  for (let y = top; y < bottom; y += step) {
    const depthY = min(y - top, bottom - 1 - y);
    const v = (2 * <f64>(y - top)) / <f64>(bottom - top) - 1;
    for (let x = left; x < right; x += step) {
      const depth = min(depthY, min(x - left, right - 1 - x));
      if (depth >= ring) continue;
      const color = colorOfSample(x, y);
      store<f64>(out, (2 * <f64>(x - left)) / <f64>(right - left) - 1);
      store<f64>(out, v, 8);
      memory.copy(out + 16, color, 12);
      store<i32>(out, depth === y - top ? 0 : depth === bottom - 1 - y ? 1 : depth === x - left ? 2 : 3, 28);
      out += SAMPLE;
    }
  }
  return <i32>((out - from) / SAMPLE);
}

/** OKLab, of a sample from what the model says of its place. */
function distance(sample: usize, model: usize): f64 {
  const x = load<f64>(sample);
  const y = load<f64>(sample, 8);
  const l = <f64>load<f32>(sample, 16) - evaluate(model, x, y);
  const a = <f64>load<f32>(sample, 20) - evaluate(model + CHANNEL, x, y);
  const b = <f64>load<f32>(sample, 24) - evaluate(model + 2 * CHANNEL, x, y);
  return sqrt<f64>(l * l + a * a + b * b);
}

function evaluate(model: usize, x: f64, y: f64): f64 {
  const slope = load<f64>(model) + load<f64>(model, 8) * x + load<f64>(model, 16) * y;
  return slope + load<f64>(model, 24) * x * x + load<f64>(model, 32) * x * y + load<f64>(model, 40) * y * y;
}

/**
 * Writes how far those of `count` samples are from the model that are nearer than `limit` (f64 each); how many. Adds to
 * `sides` for each side of the picture how many samples are from there, and for each how many of them are so near (8 i32).
 */
export function nearDistances(samples: usize, count: i32, model: usize, limit: f64, sides: usize, out: usize): i32 {
  const from = out;
  const end = samples + <usize>count * SAMPLE;
  for (; samples < end; samples += SAMPLE) {
    const side = sides + ((<usize>load<i32>(samples, 28)) << 2);
    const far = distance(samples, model);
    store<i32>(side, load<i32>(side) + 1);
    if (far >= limit) continue;
    store<i32>(side, load<i32>(side, 16) + 1, 16);
    store<f64>(out, far);
    out += 8;
  }
  return <i32>((out - from) >> 3);
}

/** Writes one channel of the samples' colours (f64 each). */
export function channelValues(samples: usize, count: i32, channel: i32, out: usize): void {
  const end = samples + <usize>count * SAMPLE;
  for (; samples < end; samples += SAMPLE, out += 8) {
    store<f64>(out, <f64>load<f32>(samples + ((<usize>channel) << 2), 16));
  }
}

/** Leaves of `count` samples those nearer to the model than `reach`; how many. */
export function keepNear(samples: usize, count: i32, model: usize, reach: f64): i32 {
  let to = samples;
  const end = samples + <usize>count * SAMPLE;
  for (let at = samples; at < end; at += SAMPLE) {
    if (distance(at, model) >= reach) continue;
    if (at !== to) memory.copy(to, at, SAMPLE);
    to += SAMPLE;
  }
  return <i32>((to - samples) / SAMPLE);
}

/**
 * Adds those of `count` samples that are nearer to the model than `reach` to the normal equations of a fit by least
 * squares: 6 rows of 10 f64, a row for each term, in it a column for each term, for each channel and one more. How many.
 */
export function addNear(samples: usize, count: i32, model: usize, reach: f64, sums: usize): i32 {
  let near = 0;
  const end = samples + <usize>count * SAMPLE;
  for (; samples < end; samples += SAMPLE) {
    if (distance(samples, model) >= reach) continue;
    near++;
    const x = load<f64>(samples);
    const y = load<f64>(samples, 8);
    store<f64>(line, 1);
    store<f64>(line, x, 8);
    store<f64>(line, y, 16);
    store<f64>(line, x * x, 24);
    store<f64>(line, x * y, 32);
    store<f64>(line, y * y, 40);
    store<f64>(line, <f64>load<f32>(samples, 16), 48);
    store<f64>(line, <f64>load<f32>(samples, 20), 56);
    store<f64>(line, <f64>load<f32>(samples, 24), 64);
    addLine(sums);
  }
  return near;
}

/** Adds to each row the line, as often as the row's own term says. */
function addLine(sums: usize): void {
  const p = v128.load(line);
  const q = v128.load(line, 16);
  const r = v128.load(line, 32);
  const s = v128.load(line, 48);
  const t = v128.load(line, 64);
  for (let term = line; term < line + CHANNEL; term += 8, sums += ROW) {
    const weight = v128.load64_splat(term);
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(weight, p)));
    v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.mul(weight, q)), 16);
    v128.store(sums, f64x2.add(v128.load(sums, 32), f64x2.mul(weight, r)), 32);
    v128.store(sums, f64x2.add(v128.load(sums, 48), f64x2.mul(weight, s)), 48);
    v128.store(sums, f64x2.add(v128.load(sums, 64), f64x2.mul(weight, t)), 64);
  }
}

/**
 * Solves the normal equations of so many samples, as `addNear` wrote them, and writes the model. Gauss and Jordan's way; the
 * matrix is symmetric and positive, so no pivot is looked for.
 */
export function solveModel(sums: usize, count: i32, model: usize): void {
  // A little on the diagonal keeps a degenerate set of places solvable.
  for (let i = 0; i < TERMS; i++) {
    const at = cellOf(sums, i, i);
    store<f64>(at, load<f64>(at) + 1e-6 * <f64>count);
  }
  for (let i = 0; i < TERMS; i++) {
    for (let j = 0; j < TERMS; j++) {
      if (j === i) continue;
      const factor = load<f64>(cellOf(sums, j, i)) / load<f64>(cellOf(sums, i, i));
      for (let k = i; k < TERMS + CHANNELS; k++) {
        const at = cellOf(sums, j, k);
        store<f64>(at, load<f64>(at) - factor * load<f64>(cellOf(sums, i, k)));
      }
    }
  }
  for (let channel = 0; channel < CHANNELS; channel++) {
    for (let i = 0; i < TERMS; i++, model += 8) {
      store<f64>(model, load<f64>(cellOf(sums, i, TERMS + channel)) / load<f64>(cellOf(sums, i, i)));
    }
  }
}

function cellOf(sums: usize, row: i32, column: i32): usize {
  return sums + <usize>row * ROW + ((<usize>column) << 3);
}

/**
 * Writes what the model says of a row of `width` samples, three f32 each; the row is at `v`, and the sample x at
 * 2 (x - left) / span - 1.
 */
export function fieldRow(model: usize, width: i32, v: f64, left: f64, span: f64, out: usize): void {
  const startL = startOf(model, v);
  const startA = startOf(model + CHANNEL, v);
  const startB = startOf(model + 2 * CHANNEL, v);
  const slopeL = slopeOf(model, v);
  const slopeA = slopeOf(model + CHANNEL, v);
  const slopeB = slopeOf(model + 2 * CHANNEL, v);
  const bendL = load<f64>(model, 24);
  const bendA = load<f64>(model + CHANNEL, 24);
  const bendB = load<f64>(model + 2 * CHANNEL, 24);
  for (let x = 0; x < width; x++, out += 12) {
    const u = (2 * (<f64>x - left)) / span - 1;
    store<f32>(out, <f32>(startL + u * (slopeL + bendL * u)));
    store<f32>(out, <f32>(startA + u * (slopeA + bendA * u)), 4);
    store<f32>(out, <f32>(startB + u * (slopeB + bendB * u)), 8);
  }
}

function startOf(quadratic: usize, v: f64): f64 {
  return load<f64>(quadratic) + load<f64>(quadratic, 16) * v + load<f64>(quadratic, 40) * v * v;
}

function slopeOf(quadratic: usize, v: f64): f64 {
  return load<f64>(quadratic, 8) + load<f64>(quadratic, 32) * v;
}
