/** Colours with weights: lightness, a, b and the weight, f64 each. */

/** Bytes of one. */
export const COLOR: usize = 32;
export const WEIGHT: usize = 24;

/** Adds a colour by its weight to sums, which are those of each channel and of the weights. */
export function addTo(sums: usize, color: usize): void {
  const weight = load<f64>(color, WEIGHT);
  store<f64>(sums, load<f64>(sums) + weight * load<f64>(color));
  store<f64>(sums, load<f64>(sums, 8) + weight * load<f64>(color, 8), 8);
  store<f64>(sums, load<f64>(sums, 16) + weight * load<f64>(color, 16), 16);
  store<f64>(sums, load<f64>(sums, WEIGHT) + weight, WEIGHT);
}

/** Writes the mean of what such sums hold, which weighs as much as all of it. */
export function writeMean(out: usize, sums: usize): void {
  const weight = load<f64>(sums, WEIGHT);
  store<f64>(out, load<f64>(sums) / weight);
  store<f64>(out, load<f64>(sums, 8) / weight, 8);
  store<f64>(out, load<f64>(sums, 16) / weight, 16);
  store<f64>(out, weight, WEIGHT);
}

export function copyColor(out: usize, color: usize): void {
  v128.store(out, v128.load(color));
  v128.store(out, v128.load(color, 16), 16);
}

/** The square of the distance of two colours. */
export function squaredStep(one: usize, other: usize): f64 {
  const l = load<f64>(one) - load<f64>(other);
  const a = load<f64>(one, 8) - load<f64>(other, 8);
  const b = load<f64>(one, 16) - load<f64>(other, 16);
  return l * l + a * a + b * b;
}
