import type { Rect } from '../../sprite/rect.ts';
import type { SheetOptions } from './sheetOptions.ts';

export interface PackedSize {
  readonly width: number;
  readonly height: number;
}

/** How many widths are tried when none is given. */
const TRIES = 24;

/**
 * Packs rectangles closely: tallest first, each to the lowest free place along the skyline, leftmost among equals (bottom-left
 * skyline, J. Jylänki, A Thousand Ways to Pack the Bin, 2010). Without a given width several are tried, and the smallest
 * area wins, the squarer one among equals; strips are left to those who ask for one.
 */
export function packRectangles(sizes: readonly PackedSize[], options: SheetOptions): Rect[] {
  const { borderPadding = 0, shapePadding = 0, powerOfTwo = false } = options;
  const padded = sizes.map(({ width, height }) => ({ width: width + shapePadding, height: height + shapePadding }));
  const least = Math.max(1, ...padded.map(({ width }) => width));
  const area = padded.reduce((sum, { width, height }) => sum + width * height, 0);
  // The padding behind the last rectangle of a row may lie outside.
  const widths = options.width
    ? [options.width - 2 * borderPadding + shapePadding]
    : candidateWidths(least, area, powerOfTwo);
  let best: Packing | undefined;
  for (const width of widths) {
    const places = packInto(padded, Math.max(width, least));
    const [right, bottom] = [far(places, 'x', 'width'), far(places, 'y', 'height')];
    const [w, h] = powerOfTwo ? [nextPower(right), nextPower(bottom)] : [right, bottom];
    const side = Math.max(w, h);
    const packing = { places, strip: side > MOST_ASPECT * Math.min(w, h), cost: w * h, side };
    if (!best || isBetter(packing, best)) best = packing;
  }
  return (best?.places ?? []).map(({ x, y, width, height }) => ({
    x: x + borderPadding,
    y: y + borderPadding,
    width: width - shapePadding,
    height: height - shapePadding,
  }));
}

interface Packing {
  readonly places: Rect[];
  /** Much longer one way than the other, as textures should not be. */
  readonly strip: boolean;
  readonly cost: number;
  readonly side: number;
}

const MOST_ASPECT = 2;

function isBetter(a: Packing, b: Packing): boolean {
  if (a.strip !== b.strip) return b.strip;
  return a.cost < b.cost || (a.cost === b.cost && a.side < b.side);
}

function candidateWidths(least: number, area: number, powerOfTwo: boolean): number[] {
  const most = Math.max(least, Math.ceil(Math.sqrt(area) * 2));
  const widths = Array.from({ length: TRIES }, (_, i) => Math.round(least + ((most - least) * i) / (TRIES - 1)));
  return [...new Set(powerOfTwo ? widths.map(nextPower) : widths)];
}

function nextPower(side: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(1, side)));
}

function far(places: readonly Rect[], start: 'x' | 'y', size: 'width' | 'height'): number {
  return places.reduce((most, place) => Math.max(most, place[start] + place[size]), 0);
}

/** The skyline: from `x` on, for `width` pixels, everything above `y` is taken. */
interface Step {
  readonly x: number;
  readonly width: number;
  readonly y: number;
}

function packInto(sizes: readonly PackedSize[], width: number): Rect[] {
  const order = sizes.map((_, i) => i);
  order.sort((a, b) => height(sizes, b) - height(sizes, a) || (sizes[b]?.width ?? 0) - (sizes[a]?.width ?? 0) || a - b);
  const places: Rect[] = [];
  let skyline: readonly Step[] = [{ x: 0, width, y: 0 }];
  for (const i of order) {
    const size = sizes[i];
    if (!size) continue;
    const place = { ...lowest(skyline, size.width, width), ...size };
    places[i] = place;
    skyline = raised(skyline, place);
  }
  return places;
}

function height(sizes: readonly PackedSize[], i: number): number {
  return sizes[i]?.height ?? 0;
}

function lowest(skyline: readonly Step[], width: number, sheetWidth: number): { x: number; y: number } {
  let best = { x: 0, y: Number.POSITIVE_INFINITY };
  skyline.forEach(({ x }, start) => {
    if (x + width > sheetWidth) return;
    let y = 0;
    for (let i = start; i < skyline.length && (skyline[i]?.x ?? 0) < x + width; i++)
      y = Math.max(y, skyline[i]?.y ?? 0);
    if (y < best.y) best = { x, y };
  });
  return best;
}

function raised(skyline: readonly Step[], place: Rect): Step[] {
  const end = place.x + place.width;
  const steps: Step[] = [];
  const push = (step: Step) => {
    const last = steps.at(-1);
    if (step.width <= 0) return;
    if (last && last.y === step.y) steps[steps.length - 1] = { ...last, width: last.width + step.width };
    else steps.push(step);
  };
  let placed = false;
  for (const step of skyline) {
    const stepEnd = step.x + step.width;
    push({ ...step, width: Math.min(stepEnd, place.x) - step.x });
    if (!placed && stepEnd > place.x) {
      push({ x: place.x, width: place.width, y: place.y + place.height });
      placed = true;
    }
    const from = Math.max(step.x, end);
    push({ x: from, width: stepEnd - from, y: step.y });
  }
  return steps;
}
