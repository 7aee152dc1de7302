/** Side of every test sprite, in its own pixels. */
export const SIDE = 40;
/** Frames of one cycle of every test sprite. */
export const PERIOD = 16;

/** Which of some shades a spot shows, from its place on a round thing: x and y are -1 to 1 from the middle. */
export type Shade = (x: number, y: number) => number;

/** A small picture of palette entries (0 is clear), on which the test sprites are drawn without any blending. */
export class IndexCanvas {
  readonly pixels = new Uint8Array(SIDE * SIDE);

  set(x: number, y: number, index: number): void {
    const [column, row] = [Math.round(x), Math.round(y)];
    if (column >= 0 && row >= 0 && column < SIDE && row < SIDE) this.pixels[row * SIDE + column] = index;
  }

  get(x: number, y: number): number {
    return x < 0 || y < 0 || x >= SIDE || y >= SIDE ? 0 : (this.pixels[y * SIDE + x] ?? 0);
  }

  rect(left: number, top: number, width: number, height: number, index: number): void {
    for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) this.set(left + x, top + y, index);
  }

  ellipse(x: number, y: number, radiusX: number, radiusY: number, shade: number | Shade): void {
    for (let row = Math.floor(y - radiusY); row <= y + radiusY; row++) {
      for (let column = Math.floor(x - radiusX); column <= x + radiusX; column++) {
        const [u, v] = [(column - x) / radiusX, (row - y) / radiusY];
        if (u * u + v * v <= 1) this.set(column, row, typeof shade === 'number' ? shade : shade(u, v));
      }
    }
  }

  /** A line of the given thickness between two points, ends included. */
  line(x0: number, y0: number, x1: number, y1: number, index: number, thickness = 1): void {
    const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
    for (let i = 0; i <= steps; i++) {
      const [x, y] = [Math.round(x0 + ((x1 - x0) * i) / steps), Math.round(y0 + ((y1 - y0) * i) / steps)];
      const before = (thickness - 1) >> 1;
      this.rect(x - before, y - before, thickness, thickness, index);
    }
  }

  /** Fills a polygon by the even-odd rule, at pixels' centres. */
  polygon(points: readonly (readonly [number, number])[], index: number): void {
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) if (isInside(points, x, y)) this.set(x, y, index);
    }
  }

  /** Draws a line one pixel wide around everything that is there. */
  outline(index: number): void {
    const before = this.pixels.slice();
    const isFilled = (x: number, y: number): boolean =>
      x >= 0 && y >= 0 && x < SIDE && y < SIDE && before[y * SIDE + x] !== 0;
    for (let y = 0; y < SIDE; y++) {
      for (let x = 0; x < SIDE; x++) {
        if (isFilled(x, y)) continue;
        if (isFilled(x - 1, y) || isFilled(x + 1, y) || isFilled(x, y - 1) || isFilled(x, y + 1)) this.set(x, y, index);
      }
    }
  }
}

/** Shades from light (first) to dark, lit from the upper left. */
export function lit(...shades: readonly number[]): Shade {
  return (x, y) => {
    const depth = (x * 0.55 + y * 0.83 + 1) / 2;
    return shades[Math.min(shades.length - 1, Math.max(0, Math.floor(depth * shades.length)))] ?? 0;
  };
}

function isInside(points: readonly (readonly [number, number])[], x: number, y: number): boolean {
  let inside = false;
  for (const [i, [x1, y1]] of points.entries()) {
    const [x0, y0] = points.at(i - 1) ?? [x1, y1];
    if (y0 > y !== y1 > y && x < x0 + ((y - y0) * (x1 - x0)) / (y1 - y0)) inside = !inside;
  }
  return inside;
}
