import { addTo, COLOR, copyColor, WEIGHT, writeMean } from './weighted';

/** Splits colours into clusters. */

/** Of one that cannot be split: the weighted sum of squared distances from its middle. */
const NO_SPREAD: f64 = 1e-9;
/** There are at most 256 entries. */
const MOST: i32 = 256;

/** Of each cluster, beside its mean: the spread along the widest axis, which axis that is (0 to 2), where it begins. */
const spreads: usize = memory.data(MOST * 8, 16);
const axes: usize = memory.data(MOST * 4, 16);
const starts: usize = memory.data((MOST + 1) * 4, 16);
const sums: usize = memory.data(32, 16);

/**
 * Splits the cluster of the largest spread at its mean, across its widest axis, until there are as many as asked or none can
 * be split, and writes their means to `means`. Clusters are parts of `order`, which holds the colours' numbers (i32), as does
 * `spare` on the way.
 *
 * @returns how many there are
 */
export function splitColors(colors: usize, count: i32, order: usize, spare: usize, means: usize, most: i32): i32 {
  for (let i = 0; i < count; i++) store<i32>(order + (i << 2), i);
  store<i32>(starts, 0);
  store<i32>(starts, count, 4);
  measure(0, colors, order, means);
  let clusters = 1;
  while (clusters < most) {
    const widest = widestOf(clusters);
    if (load<f64>(spreads + (widest << 3)) <= NO_SPREAD) return clusters;
    const from = load<i32>(starts + (widest << 2));
    const to = load<i32>(starts + (widest << 2), 4);
    const middle = part(widest, from, to, colors, order, spare, means);
    if (middle === from || middle === to) return clusters;
    makeRoomAfter(widest, clusters++, means);
    store<i32>(starts + ((widest + 1) << 2), middle);
    measure(widest, colors, order, means);
    measure(widest + 1, colors, order, means);
  }
  return clusters;
}

/** The cluster of the largest spread, the first one of equals. */
function widestOf(clusters: i32): i32 {
  let widest = 0;
  for (let i = 1; i < clusters; i++) {
    if (load<f64>(spreads + (i << 3)) > load<f64>(spreads + (widest << 3))) widest = i;
  }
  return widest;
}

/** Puts a cluster's colours below its mean first, all in the order that they have; where the others begin. */
function part(cluster: i32, from: i32, to: i32, colors: usize, order: usize, spare: usize, means: usize): i32 {
  const axis = (<usize>load<i32>(axes + (cluster << 2))) << 3;
  const limit = load<f64>(means + (<usize>cluster * COLOR + axis));
  let lower = from;
  let upper = 0;
  for (let i = from; i < to; i++) {
    const number = load<i32>(order + (i << 2));
    if (load<f64>(colors + (<usize>number * COLOR + axis)) < limit) store<i32>(order + (lower++ << 2), number);
    else store<i32>(spare + (upper++ << 2), number);
  }
  memory.copy(order + (lower << 2), spare, upper << 2);
  return lower;
}

/** Moves the clusters behind one a place on. */
function makeRoomAfter(cluster: i32, clusters: i32, means: usize): void {
  for (let i = clusters; i > cluster; i--) {
    store<i32>(starts + ((i + 1) << 2), load<i32>(starts + (i << 2)));
    store<f64>(spreads + (i << 3), load<f64>(spreads + ((i - 1) << 3)));
    store<i32>(axes + (i << 2), load<i32>(axes + ((i - 1) << 2)));
    copyColor(means + <usize>i * COLOR, means + (<usize>i - 1) * COLOR);
  }
}

/** Works out a cluster's mean, spread and axis. */
function measure(cluster: i32, colors: usize, order: usize, means: usize): void {
  const from = order + (load<i32>(starts + (cluster << 2)) << 2);
  const to = order + (load<i32>(starts + (cluster << 2), 4) << 2);
  const mean = means + <usize>cluster * COLOR;
  memory.fill(sums, 0, 32);
  for (let i = from; i < to; i += 4) addTo(sums, colors + <usize>load<i32>(i) * COLOR);
  writeMean(mean, sums);
  let spreadL: f64 = 0;
  let spreadA: f64 = 0;
  let spreadB: f64 = 0;
  for (let i = from; i < to; i += 4) {
    const color = colors + <usize>load<i32>(i) * COLOR;
    const weight = load<f64>(color, WEIGHT);
    const l = load<f64>(color) - load<f64>(mean);
    const a = load<f64>(color, 8) - load<f64>(mean, 8);
    const b = load<f64>(color, 16) - load<f64>(mean, 16);
    spreadL += weight * (l * l);
    spreadA += weight * (a * a);
    spreadB += weight * (b * b);
  }
  const spread = max<f64>(spreadL, max<f64>(spreadA, spreadB));
  store<f64>(spreads + (cluster << 3), spread);
  store<i32>(axes + (cluster << 2), spread === spreadL ? 0 : spread === spreadA ? 1 : 2);
}
