/** The value that would be at the place `wanted` of `count` values (f64), were they sorted. They change places. Hoare's quickselect. */
export function nthValue(values: usize, count: i32, wanted: i32): f64 {
  const place = values + ((<usize>wanted) << 3);
  let first = values;
  let last = values + ((<usize>(count - 1)) << 3);
  while (first < last) {
    const pivot = load<f64>(first + (((last - first) >> 4) << 3));
    let low = first;
    let high = last;
    while (low <= high) {
      while (load<f64>(low) < pivot) low += 8;
      while (load<f64>(high) > pivot) high -= 8;
      if (low > high) break;
      const value = load<f64>(low);
      store<f64>(low, load<f64>(high));
      store<f64>(high, value);
      low += 8;
      high -= 8;
    }
    if (place <= high) last = high;
    else if (place >= low) first = low;
    else break;
  }
  return load<f64>(place);
}
