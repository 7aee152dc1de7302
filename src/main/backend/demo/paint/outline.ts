import type { Vec } from '../rig/joint.ts';
import type { Ball, LimbNode, Solid } from '../rig/solid.ts';

/** What a solid looks like from the front, on a screen with y down. */
export type Outline = Ellipse | Chain | Polygon;

export interface Ellipse extends Bounds {
  readonly kind: 'ellipse';
  readonly x: number;
  readonly y: number;
  /** Direction of the long half axis. */
  readonly cosine: number;
  readonly sine: number;
  readonly long: number;
  readonly short: number;
}

/** Round cones one after the other. */
export interface Chain extends Bounds {
  readonly kind: 'chain';
  readonly cones: readonly Cone[];
}

export interface Cone extends Bounds {
  readonly x: number;
  readonly y: number;
  /** Direction from the first end to the second, and how far that is. */
  readonly cosine: number;
  readonly sine: number;
  readonly length: number;
  readonly first: number;
  readonly second: number;
}

export interface Polygon extends Bounds {
  readonly kind: 'polygon';
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly round: number;
}

export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** From units to pixels: a scale and where the world's origin falls. */
export interface Camera {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

type Spot = readonly [x: number, y: number];

/** Parallel projection along z. */
export function outline(solid: Solid, camera: Camera): Outline {
  if (solid.kind === 'ball') return ellipse(solid, camera);
  if (solid.kind === 'limb') return chain(solid.nodes, camera);
  const spots = solid.points.map((point) => seen(point, camera));
  return polygon(solid.hull ? hull(spots) : spots, solid.round * camera.scale);
}

function seen([x, y]: Vec, camera: Camera): Spot {
  return [camera.x + x * camera.scale, camera.y - y * camera.scale];
}

/** The shadow of an ellipsoid: with A its half axes as columns, the ellipse of the matrix A Aᵀ without its z part. */
function ellipse(solid: Ball, camera: Camera): Ellipse {
  const [x, y] = seen(solid.at, camera);
  let [xx, xy, yy] = [0, 0, 0];
  for (const axis of solid.axes) {
    const [dx, dy] = [axis[0] * camera.scale, -axis[1] * camera.scale];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  const middle = (xx + yy) / 2;
  const spread = Math.hypot((xx - yy) / 2, xy);
  const angle = Math.atan2(2 * xy, xx - yy) / 2;
  const long = Math.max(0.3, Math.sqrt(middle + spread));
  const short = Math.max(0.3, Math.sqrt(Math.max(0, middle - spread)));
  const [rx, ry] = [Math.sqrt(xx), Math.sqrt(yy)];
  const bounds = { left: x - rx, top: y - ry, right: x + rx, bottom: y + ry };
  return { kind: 'ellipse', x, y, cosine: Math.cos(angle), sine: Math.sin(angle), long, short, ...bounds };
}

function chain(nodes: readonly LimbNode[], camera: Camera): Chain {
  const cones: Cone[] = [];
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1];
    if (next) cones.push(cone(seen(node.at, camera), node.radius, seen(next.at, camera), next.radius, camera.scale));
  }
  return { kind: 'chain', cones, ...around(cones) };
}

/** The smallest box around all boxes. */
export function around(boxes: readonly Bounds[]): Bounds {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const each of boxes) {
    left = Math.min(left, each.left);
    top = Math.min(top, each.top);
    right = Math.max(right, each.right);
    bottom = Math.max(bottom, each.bottom);
  }
  return { left, top, right, bottom };
}

function cone(a: Spot, radiusA: number, b: Spot, radiusB: number, scale: number): Cone {
  const [first, second] = [radiusA * scale, radiusB * scale];
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const length = Math.hypot(dx, dy);
  const bounds = {
    left: Math.min(a[0] - first, b[0] - second),
    top: Math.min(a[1] - first, b[1] - second),
    right: Math.max(a[0] + first, b[0] + second),
    bottom: Math.max(a[1] + first, b[1] + second),
  };
  // One end inside the other: only the greater circle is seen.
  if (length <= Math.abs(first - second)) {
    const [x, y] = first > second ? a : b;
    const radius = Math.max(first, second);
    return { x, y, cosine: 1, sine: 0, length: 0, first: radius, second: radius, ...bounds };
  }
  return { x: a[0], y: a[1], cosine: dx / length, sine: dy / length, length, first, second, ...bounds };
}

function polygon(spots: readonly Spot[], round: number): Polygon {
  const xs = Float64Array.from(spots, ([x]) => x);
  const ys = Float64Array.from(spots, ([, y]) => y);
  return {
    kind: 'polygon',
    xs,
    ys,
    round,
    left: Math.min(...xs) - round,
    top: Math.min(...ys) - round,
    right: Math.max(...xs) + round,
    bottom: Math.max(...ys) + round,
  };
}

/** Convex hull by Andrew's monotone chain. */
function hull(spots: readonly Spot[]): readonly Spot[] {
  const sorted = [...spots].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  return [...bow(sorted), ...bow(sorted.reverse())];
}

function bow(sorted: readonly Spot[]): readonly Spot[] {
  const kept: Spot[] = [];
  for (const spot of sorted) {
    while (kept.length >= 2 && !turnsLeft(kept.at(-2), kept.at(-1), spot)) kept.pop();
    kept.push(spot);
  }
  return kept.slice(0, -1);
}

function turnsLeft(a: Spot | undefined, b: Spot | undefined, c: Spot): boolean {
  if (!a || !b) return true;
  return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0;
}
