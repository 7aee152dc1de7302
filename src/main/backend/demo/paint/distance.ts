import type { Chain, Cone, Ellipse, Outline, Polygon } from './outline.ts';

/** Signed distances in pixels, negative inside, at points of the screen `step` pixels apart; row by row. */
export interface Field {
  /** Of the first point, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly step: number;
  /** Points. */
  readonly width: number;
  readonly height: number;
  readonly values: Float32Array;
}

/**
 * Fills the field with the distance to the nearest outline, melted together over `blend` pixels (polynomial smooth
 * minimum); distances beyond `reach` become `reach`. Distance functions of the single shapes after Inigo Quilez,
 * "2D distance functions".
 */
export function measure(field: Field, shapes: readonly Outline[], blend: number, reach: number): void {
  const { values, width, height, step } = field;
  values.fill(reach, 0, width * height);
  for (const shape of shapes) {
    const left = Math.max(0, Math.floor((shape.left - reach - field.x) / step));
    const right = Math.min(width, Math.ceil((shape.right + reach - field.x) / step) + 1);
    const top = Math.max(0, Math.floor((shape.top - reach - field.y) / step));
    const bottom = Math.min(height, Math.ceil((shape.bottom + reach - field.y) / step) + 1);
    const distance = distanceTo(shape);
    for (let row = top; row < bottom; row++) {
      const y = field.y + row * step;
      for (let column = left, at = row * width + left; column < right; column++, at++) {
        const before = values[at] ?? reach;
        const now = distance(field.x + column * step, y);
        const overlap = blend - Math.abs(before - now);
        values[at] = Math.min(before, now) - (overlap > 0 && before < reach ? (overlap * overlap) / (4 * blend) : 0);
      }
    }
  }
}

type Distance = (x: number, y: number) => number;

function distanceTo(shape: Outline): Distance {
  if (shape.kind === 'ellipse') return toEllipse(shape);
  return shape.kind === 'chain' ? toChain(shape) : toPolygon(shape);
}

/** The links of a chain meet without melting: their radii already agree. */
function toChain({ cones }: Chain): Distance {
  const [first, ...rest] = cones.map(toCone);
  if (!first || rest.length === 0) return first ?? (() => Number.POSITIVE_INFINITY);
  return (x, y) => {
    let nearest = first(x, y);
    for (const link of rest) nearest = Math.min(nearest, link(x, y));
    return nearest;
  };
}

/** First-order estimate from the implicit form: exact at the edge and on circles. */
function toEllipse({ x, y, cosine, sine, long, short }: Ellipse): Distance {
  return (px, py) => {
    const along = ((px - x) * cosine + (py - y) * sine) / long;
    const across = ((py - y) * cosine - (px - x) * sine) / short;
    const value = Math.sqrt(along * along + across * across);
    const slope = Math.sqrt((along / long) ** 2 + (across / short) ** 2);
    return slope < 1e-6 ? -short : (value * (value - 1)) / slope;
  };
}

function toCone({ x, y, cosine, sine, length, first, second }: Cone): Distance {
  const taper = length > 0 ? (first - second) / length : 0;
  const wall = Math.sqrt(1 - taper * taper);
  return (px, py) => {
    const along = (px - x) * cosine + (py - y) * sine;
    const across = Math.abs((py - y) * cosine - (px - x) * sine);
    const side = along * wall - across * taper;
    if (side < 0) return Math.sqrt(along * along + across * across) - first;
    if (side > wall * length) return Math.sqrt((along - length) ** 2 + across * across) - second;
    return across * wall + along * taper - first;
  };
}

function toPolygon({ xs, ys, round }: Polygon): Distance {
  const count = xs.length;
  return (px, py) => {
    let nearest = Number.POSITIVE_INFINITY;
    let inside = false;
    for (let i = 0, j = count - 1; i < count; j = i++) {
      const ax = xs[i] ?? 0;
      const ay = ys[i] ?? 0;
      const by = ys[j] ?? 0;
      const ex = (xs[j] ?? 0) - ax;
      const ey = by - ay;
      const wx = px - ax;
      const wy = py - ay;
      const share = Math.min(1, Math.max(0, (wx * ex + wy * ey) / (ex * ex + ey * ey || 1)));
      nearest = Math.min(nearest, (wx - ex * share) ** 2 + (wy - ey * share) ** 2);
      if (ay > py !== by > py && px < (ex * wy) / ey + ax) inside = !inside;
    }
    return (inside ? -1 : 1) * Math.sqrt(nearest) - round;
  };
}
