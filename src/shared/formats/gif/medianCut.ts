import { blue, green, red, rgba } from '../../sprite/color.ts';

interface Box {
  /** Colours with how many pixels have them. */
  readonly entries: readonly (readonly [color: number, pixels: number])[];
  /** The component that spreads widest, and how far. */
  readonly component: (color: number) => number;
  readonly spread: number;
}

const COMPONENTS = [red, green, blue] as const;

/**
 * Reduces opaque colours to at most `count`: median cut (P. Heckbert, Color Image Quantization for Frame Buffer Display,
 * 1982) over the colours weighted by their pixels. Gives each colour the mean of its box.
 */
export function medianCut(histogram: ReadonlyMap<number, number>, count: number): Map<number, number> {
  const boxes = [boxOf([...histogram])];
  while (boxes.length < count) {
    const widest = boxes.reduce((a, b) => (b.spread > a.spread ? b : a));
    if (widest.spread === 0) break;
    boxes.splice(boxes.indexOf(widest), 1, ...halves(widest));
  }
  const replacements = new Map<number, number>();
  for (const { entries } of boxes) {
    const mean = meanOf(entries);
    for (const [color] of entries) replacements.set(color, mean);
  }
  return replacements;
}

function boxOf(entries: Box['entries']): Box {
  let box: Box = { entries, component: red, spread: -1 };
  for (const component of COMPONENTS) {
    let [least, most] = [255, 0];
    for (const [color] of entries) {
      least = Math.min(least, component(color));
      most = Math.max(most, component(color));
    }
    if (most - least > box.spread) box = { entries, component, spread: most - least };
  }
  return box;
}

/** Both halves hold at least one colour. */
function halves({ entries, component }: Box): [Box, Box] {
  const sorted = [...entries].sort((a, b) => component(a[0]) - component(b[0]) || a[0] - b[0]);
  const half = sorted.reduce((sum, [, pixels]) => sum + pixels, 0) / 2;
  let [below, at] = [0, 0];
  while (at < sorted.length - 1 && below < half) below += sorted[at++]?.[1] ?? 0;
  return [boxOf(sorted.slice(0, at)), boxOf(sorted.slice(at))];
}

function meanOf(entries: Box['entries']): number {
  let [r, g, b, total] = [0, 0, 0, 0];
  for (const [color, pixels] of entries) {
    r += red(color) * pixels;
    g += green(color) * pixels;
    b += blue(color) * pixels;
    total += pixels;
  }
  return rgba(Math.round(r / total), Math.round(g / total), Math.round(b / total));
}
