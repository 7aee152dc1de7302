import { alpha } from '../sprite/color.ts';
import type { Rect } from '../sprite/rect.ts';
import type { AnimationPart } from './animationCanvas.ts';

export interface PlannedFrame {
  readonly rect: Rect;
  readonly disposal: AnimationPart['disposal'];
  /** What takes the place of the rectangle. */
  readonly source: Uint32Array;
  /** The same, laid over it, with 0 wherever nothing changes; absent where a pixel changes to a half clear one. */
  readonly over?: Uint32Array;
}

/** What a format can do. */
export interface PlanOptions {
  /** Rectangles begin at multiples of this many pixels. */
  readonly step: 1 | 2;
  /** Whether what was there before a frame can be restored. */
  readonly restores: boolean;
}

/**
 * For each frame the smallest rectangle that makes the next picture, and what becomes of it afterwards: whichever of
 * keeping, clearing and restoring leaves least to change for the frame that follows.
 */
export function planAnimation(targets: readonly Uint32Array[], width: number, options: PlanOptions): PlannedFrame[] {
  const plans: PlannedFrame[] = [];
  let below = new Uint32Array(targets[0]?.length ?? 0);
  targets.forEach((target, number) => {
    // The first frame covers the picture, since it is the still one too.
    const rect = number === 0 ? wholeOf(target, width) : differingRect(below, target, width, options);
    const next = targets[number + 1];
    const { disposal, left } = next
      ? bestDisposal({ below, target, next, rect, width, first: number === 0 }, options)
      : KEPT(target);
    plans.push({ rect, disposal, ...contentsOf(below, target, rect, width) });
    below = left;
  });
  return plans;
}

interface Disposed {
  readonly disposal: AnimationPart['disposal'];
  /** The picture that it leaves. */
  readonly left: Uint32Array<ArrayBuffer>;
}

const KEPT = (target: Uint32Array): Disposed => ({ disposal: 'keep', left: target.slice() });

interface Shown {
  readonly below: Uint32Array<ArrayBuffer>;
  readonly target: Uint32Array;
  readonly next: Uint32Array;
  readonly rect: Rect;
  readonly width: number;
  readonly first: boolean;
}

function bestDisposal({ below, target, next, rect, width, first }: Shown, options: PlanOptions): Disposed {
  const choices = [KEPT(target), { disposal: 'clear', left: cleared(target, rect, width) } as const];
  // Restoring what was before the first frame means clearing it.
  if (options.restores && !first) choices.push({ disposal: 'restore', left: below });
  const area = ({ left }: Disposed): number => {
    const { width: columns, height } = differingRect(left, next, width, options);
    return columns * height;
  };
  return choices.reduce((best, choice) => (area(choice) < area(best) ? choice : best));
}

function contentsOf(below: Uint32Array, target: Uint32Array, rect: Rect, width: number) {
  const source = new Uint32Array(rect.width * rect.height);
  const over = new Uint32Array(source.length);
  let exact = true;
  for (let i = 0; i < source.length; i++) {
    const at = (rect.y + Math.floor(i / rect.width)) * width + rect.x + (i % rect.width);
    const pixel = target[at] ?? 0;
    source[i] = pixel;
    if (pixel === below[at]) continue;
    over[i] = pixel;
    if (alpha(pixel) !== 255) exact = false;
  }
  return { source, ...(exact && { over }) };
}

function wholeOf(pixels: Uint32Array, width: number): Rect {
  return { x: 0, y: 0, width, height: pixels.length / width };
}

/** A frame cannot be empty: where nothing differs, it is the first pixel. */
function differingRect(a: Uint32Array, b: Uint32Array, width: number, { step }: PlanOptions): Rect {
  let [left, top, right, bottom] = [width, -1, -1, -1];
  for (let i = 0; i < a.length; i++) {
    if (a[i] === b[i]) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    if (top < 0) top = y;
    bottom = y;
    if (x < left) left = x;
    if (x > right) right = x;
  }
  if (right < 0) return { x: 0, y: 0, width: 1, height: 1 };
  const [x, y] = [left - (left % step), top - (top % step)];
  return { x, y, width: right - x + 1, height: bottom - y + 1 };
}

function cleared(pixels: Uint32Array, rect: Rect, width: number): Uint32Array<ArrayBuffer> {
  const out = pixels.slice();
  for (let y = rect.y; y < rect.y + rect.height; y++) out.fill(0, y * width + rect.x, y * width + rect.x + rect.width);
  return out;
}
