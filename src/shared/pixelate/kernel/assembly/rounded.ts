/** The nearest whole number, as Math.round gives it; not for negative ones. */
export function rounded(value: f64): i32 {
  const whole = floor<f64>(value);
  return <i32>whole + <i32>(value - whole >= 0.5);
}
