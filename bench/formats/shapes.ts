import { rgba } from '../../src/shared/sprite/color.ts';

/** RGBA pixels, row by row. */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/** The order in which a 4 x 4 field fills up (Bayer), for tones in between. */
const DITHER = [0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5];

function dither(x: number, y: number): number {
  return ((DITHER[(y & 3) * 4 + (x & 3)] ?? 0) + 0.5) / 16;
}

/** A ball or a limb, lit from above and from a side that turns with `phase`; radii in pixels. */
export function roundShape(radiusX: number, radiusY: number, ramp: readonly number[], phase: number): Drawing {
  const [width, height] = [Math.max(1, Math.round(2 * radiusX)), Math.max(1, Math.round(2 * radiusY))];
  const pixels = new Uint32Array(width * height);
  const light = 0.5 * Math.sin(phase) - 0.3;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [u, v] = [(2 * x + 1) / width - 1, (2 * y + 1) / height - 1];
      if (u * u + v * v > 1) continue;
      const tone = Math.floor((0.5 - 0.5 * (v * 0.8 - u * light)) * (ramp.length - 1) + dither(x, y));
      pixels[y * width + x] = ramp[Math.max(0, Math.min(ramp.length - 1, tone))] ?? 0;
    }
  }
  return { width, height, pixels };
}

const SKY = [rgba(20, 24, 46), rgba(37, 48, 88), rgba(69, 84, 128), rgba(122, 126, 160)];
const HILL = [rgba(26, 58, 52), rgba(38, 84, 60), rgba(62, 112, 64)];
const EARTH = [rgba(52, 40, 38), rgba(78, 58, 48), rgba(104, 78, 58)];

/** An evening sky, hills and a path, in a dozen colours. */
export function ground(side: number): Drawing {
  const pixels = new Uint32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = [x / side, y / side];
      const ridge = 0.55 + 0.06 * Math.sin(u * 9) + 0.03 * Math.sin(u * 23);
      const [ramp, depth] =
        v < ridge ? [SKY, v / ridge] : v < 0.78 ? [HILL, (v - ridge) / 0.25] : [EARTH, (v - 0.78) / 0.22];
      const tone = Math.floor(depth * (ramp.length - 1) + dither(x, y));
      pixels[y * side + x] = ramp[Math.max(0, Math.min(ramp.length - 1, tone))] ?? 0;
    }
  }
  return { width: side, height: side, pixels };
}
