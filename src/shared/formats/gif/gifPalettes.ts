import type { FramePlan } from './planFrames.ts';

/** The palette of one frame, and what it writes in it. */
export interface IndexedFrame {
  /** Opaque colours; without the transparent entry. At most 256, or 255 with one. */
  readonly colors: readonly number[];
  readonly indices: Uint8Array;
  /** The entry that leaves the picture as it is. */
  readonly transparent: number | undefined;
}

export interface IndexedFrames {
  /** The colours of all frames, when they fit into one palette; otherwise every frame uses its own. */
  readonly shared: boolean;
  readonly frames: readonly IndexedFrame[];
}

const MOST = 256;

/** Palettes for the frames: one for all if possible, otherwise one each; undefined when a frame alone has too many. */
export function gifPalettes(plans: readonly FramePlan[]): IndexedFrames | undefined {
  const all = new Set<number>();
  for (const { pixels } of plans) addColors(all, pixels);
  const opaque = plans.every(({ pixels }) => !pixels.includes(0));
  if (all.size < MOST) return { shared: true, frames: plans.map(({ changes }) => indexed(changes, all, true)) };
  if (all.size === MOST && opaque) {
    return { shared: true, frames: plans.map(({ pixels }) => indexed(pixels, all, false)) };
  }
  const frames: IndexedFrame[] = [];
  for (const { pixels, changes } of plans) {
    const own = addColors(new Set(), changes);
    const whole = addColors(new Set(), pixels);
    if (own.size < MOST) frames.push(indexed(changes, own, true));
    else if (whole.size === MOST && !pixels.includes(0)) frames.push(indexed(pixels, whole, false));
    else return undefined;
  }
  return { shared: false, frames };
}

function addColors(colors: Set<number>, pixels: Uint32Array): Set<number> {
  let last = 0;
  for (const pixel of pixels) {
    if (pixel === last || pixel === 0) continue;
    colors.add(pixel);
    last = pixel;
  }
  return colors;
}

function indexed(pixels: Uint32Array, colors: ReadonlySet<number>, withTransparent: boolean): IndexedFrame {
  const transparent = withTransparent ? colors.size : undefined;
  const entries = new Map([...colors].map((color, entry) => [color, entry]));
  const indices = new Uint8Array(pixels.length);
  for (let i = 0; i < pixels.length; i++) indices[i] = entries.get(pixels[i] ?? 0) ?? transparent ?? 0;
  return { colors: [...colors], indices, transparent };
}
