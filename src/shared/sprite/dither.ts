import { alpha, blue, green, red, rgba } from './color.ts';
import { INDEXED_ENTRIES, nearestEntry } from './palette.ts';

/** Says, pixel by pixel and repeating, how much of the second of two colours is needed until it shows. */
export interface DitherMatrix {
  readonly width: number;
  readonly height: number;
  /** Above 0 and below 1, row by row. */
  readonly thresholds: readonly number[];
}

export type Dithering =
  | { readonly algorithm: 'none' | 'error-diffusion' }
  /** `ordered` mixes the two entries that together come closest; `old` the nearest one and the one opposite to it. */
  | { readonly algorithm: 'ordered' | 'old'; readonly matrix: DitherMatrix };

export interface DitherTarget {
  /** RGBA entries. */
  readonly colors: readonly number[];
  /** Taken for pixels that are less than half opaque, and never for others. */
  readonly transparentIndex: number;
}

/** The matrix of B. E. Bayer (An optimum method for two-level rendition, 1973), built by doubling. */
export function bayerMatrix(size: 2 | 4 | 8): DitherMatrix {
  let ranks: readonly (readonly number[])[] = [[0]];
  while (ranks.length < size) {
    const half = ranks;
    const grown = (offset: number) => half.map((row) => row.map((rank) => 4 * rank + offset));
    const [a, b, c, d] = [grown(0), grown(2), grown(3), grown(1)];
    ranks = [...a.map((row, y) => [...row, ...(b[y] ?? [])]), ...c.map((row, y) => [...row, ...(d[y] ?? [])])];
  }
  const thresholds = ranks.flat().map((rank) => (rank + 0.5) / (size * size));
  return { width: size, height: size, thresholds };
}

/**
 * Palette entries for RGBA pixels (row by row, `width` in a row), with `dithering` between them. Distances are squared
 * RGB. Error diffusion is that of R. W. Floyd and L. Steinberg (An adaptive algorithm for spatial greyscale, 1976), every
 * second row from right to left; nothing passes through transparent pixels.
 */
export function ditherPixels(
  pixels: Uint32Array,
  width: number,
  target: DitherTarget,
  dithering: Dithering,
): Uint8Array {
  const { algorithm } = dithering;
  if (algorithm === 'error-diffusion') return diffuse(pixels, width, target);
  const mixOf = remembered((color) => mixtureFor(color, target, algorithm));
  const matrix = 'matrix' in dithering ? dithering.matrix : NO_MATRIX;
  return Uint8Array.from(pixels, (color, i) => {
    const { base, other, share } = mixOf(color);
    const [x, y] = [i % width, Math.floor(i / width)];
    const threshold = matrix.thresholds[(y % matrix.height) * matrix.width + (x % matrix.width)] ?? 0.5;
    return share > threshold ? other : base;
  });
}

const NO_MATRIX: DitherMatrix = { width: 1, height: 1, thresholds: [0.5] };

/** Two entries, and how much of the second one (0 to 1) looks like the colour. */
interface Mixture {
  readonly base: number;
  readonly other: number;
  readonly share: number;
}

function mixtureFor(color: number, target: DitherTarget, algorithm: 'none' | 'ordered' | 'old'): Mixture {
  if (alpha(color) < 128) return only(target.transparentIndex);
  const { colors, transparentIndex } = target;
  const nearest = nearestEntry(colors, color, transparentIndex);
  if (algorithm === 'none' || distance(colors[nearest] ?? 0, color) === 0) return only(nearest);
  return algorithm === 'old' ? oppositeMixture(color, nearest, target) : bestMixture(color, nearest, target);
}

function only(entry: number): Mixture {
  return { base: entry, other: entry, share: 0 };
}

function oppositeMixture(color: number, nearest: number, { colors, transparentIndex }: DitherTarget): Mixture {
  const base = colors[nearest] ?? 0;
  const beyond = (channel: (of: number) => number): number => clampByte(2 * channel(color) - channel(base));
  const other = nearestEntry(colors, rgba(beyond(red), beyond(green), beyond(blue), alpha(color)), transparentIndex);
  const apart = Math.sqrt(distance(base, colors[other] ?? 0));
  return { base: nearest, other, share: apart === 0 ? 0 : Math.sqrt(distance(base, color)) / apart };
}

/** So many of the nearest entries are tried in pairs; farther ones would show as single dots anyway. */
const CANDIDATES = 24;
/** How much a pair far apart must be better than a close one, since its pattern is more visible. */
const ROUGHNESS = 0.05;

function bestMixture(color: number, nearest: number, { colors, transparentIndex }: DitherTarget): Mixture {
  const candidates = colors
    .slice(0, INDEXED_ENTRIES)
    .map((entry, index) => ({ index, entry, far: distance(entry, color) }))
    .filter(({ index, entry }) => index !== transparentIndex && alpha(entry) >= 128)
    .toSorted((a, b) => a.far - b.far || a.index - b.index)
    .slice(0, CANDIDATES);
  let best = { ...only(nearest), cost: distance(colors[nearest] ?? 0, color) };
  candidates.forEach((first, i) => {
    for (const second of candidates.slice(i + 1)) {
      // Sorted by brightness, so that equal mixtures make equal patterns.
      const [a, b] = brightness(first.entry) <= brightness(second.entry) ? [first, second] : [second, first];
      const share = shareOf(color, a.entry, b.entry);
      const cost = mixedDistance(color, a.entry, b.entry, share) + ROUGHNESS * distance(a.entry, b.entry);
      if (cost < best.cost) best = { base: a.index, other: b.index, share, cost };
    }
  });
  return best;
}

/** The place on the line from `a` to `b` that is nearest to the colour. */
function shareOf(color: number, a: number, b: number): number {
  const length = distance(a, b);
  const along = (channel: (of: number) => number) => (channel(color) - channel(a)) * (channel(b) - channel(a));
  return length === 0 ? 0 : Math.min(1, Math.max(0, (along(red) + along(green) + along(blue)) / length));
}

function mixedDistance(color: number, a: number, b: number, share: number): number {
  const off = (channel: (of: number) => number): number =>
    (channel(a) + (channel(b) - channel(a)) * share - channel(color)) ** 2;
  return off(red) + off(green) + off(blue);
}

function distance(a: number, b: number): number {
  return (red(a) - red(b)) ** 2 + (green(a) - green(b)) ** 2 + (blue(a) - blue(b)) ** 2;
}

function brightness(color: number): number {
  return 2126 * red(color) + 7152 * green(color) + 722 * blue(color);
}

function clampByte(value: number): number {
  return Math.min(255, Math.max(0, Math.round(value)));
}

function remembered<Answer>(ask: (color: number) => Answer): (color: number) => Answer {
  const known = new Map<number, Answer>();
  return (color) => {
    const answer = known.get(color) ?? ask(color);
    known.set(color, answer);
    return answer;
  };
}

function diffuse(pixels: Uint32Array, width: number, target: DitherTarget): Uint8Array {
  const { colors, transparentIndex } = target;
  const out = new Uint8Array(pixels.length).fill(transparentIndex);
  const nearest = remembered((color) => nearestEntry(colors, color, transparentIndex));
  // What this row and the next one owe, three channels a pixel, with a pixel's room at both ends.
  let owed = new Float64Array(3 * (width + 2));
  for (let y = 0; y * width < pixels.length; y++) {
    const below = new Float64Array(owed.length);
    const step = y % 2 === 0 ? 1 : -1;
    for (let x = step > 0 ? 0 : width - 1; x >= 0 && x < width; x += step) {
      const color = pixels[y * width + x] ?? 0;
      if (alpha(color) < 128) continue;
      const wanted = [red, green, blue].map((channel, c) => channel(color) + (owed[3 * (x + 1) + c] ?? 0));
      const [r = 0, g = 0, b = 0] = wanted.map(clampByte);
      const entry = nearest(rgba(r, g, b, alpha(color)));
      out[y * width + x] = entry;
      [red, green, blue].forEach((channel, c) => {
        const error = clampByte(wanted[c] ?? 0) - channel(colors[entry] ?? 0);
        const at = (column: number): number => 3 * (column + 1) + c;
        owed[at(x + step)] = (owed[at(x + step)] ?? 0) + (error * 7) / 16;
        below[at(x - step)] = (below[at(x - step)] ?? 0) + (error * 3) / 16;
        below[at(x)] = (below[at(x)] ?? 0) + (error * 5) / 16;
        below[at(x + step)] = (below[at(x + step)] ?? 0) + error / 16;
      });
    }
    owed = below;
  }
  return out;
}
