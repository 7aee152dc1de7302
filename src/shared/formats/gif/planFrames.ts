import { EMPTY_RECT, type Rect, union } from '../../sprite/rect.ts';

/** What one frame writes onto the picture that the frames before it left. */
export interface FramePlan {
  readonly rect: Rect;
  /** The target's pixels within `rect`. */
  readonly pixels: Uint32Array;
  /** The same, but 0 where the picture already shows the target. */
  readonly changes: Uint32Array;
  /** Afterwards the rectangle is made transparent, because the next frame shows nothing somewhere in it. */
  readonly clears: boolean;
}

/**
 * The smallest rectangle that each frame must write. GIF cannot write transparency over a colour, so where the next
 * frame needs that, the rectangle also covers those pixels and is cleared behind the frame. The first frame is whole,
 * because some readers (GraphicsMagick) take its size for that of the picture.
 */
export function planFrames(targets: readonly Uint32Array[], width: number): FramePlan[] {
  const shown = new Uint32Array(targets[0]?.length ?? 0);
  const whole = { x: 0, y: 0, width, height: shown.length / width };
  return targets.map((target, frame) => {
    const changed = boundsWhere(width, shown.length, (i) => target[i] !== shown[i]);
    const next = targets[frame + 1];
    const vanishing = next ? boundsWhere(width, shown.length, (i) => next[i] === 0 && target[i] !== 0) : EMPTY_RECT;
    const clears = vanishing !== EMPTY_RECT;
    const touched = union(changed, vanishing);
    const rect = frame === 0 ? whole : touched === EMPTY_RECT ? { x: 0, y: 0, width: 1, height: 1 } : touched;
    const pixels = cut(target, width, rect);
    const before = cut(shown, width, rect);
    const changes = pixels.map((pixel, i) => (pixel === before[i] ? 0 : pixel));
    shown.set(target);
    if (clears) clear(shown, width, rect);
    return { rect, pixels, changes, clears };
  });
}

function boundsWhere(width: number, count: number, holds: (i: number) => boolean): Rect {
  let [left, right, top, bottom] = [width, -1, -1, -1];
  for (let i = 0, x = 0, y = 0; i < count; i++) {
    if (holds(i)) {
      if (x < left) left = x;
      if (x > right) right = x;
      if (top < 0) top = y;
      bottom = y;
    }
    if (++x === width) {
      x = 0;
      y++;
    }
  }
  return right < 0 ? EMPTY_RECT : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

function cut(pixels: Uint32Array, width: number, rect: Rect): Uint32Array {
  const out = new Uint32Array(rect.width * rect.height);
  for (let y = 0; y < rect.height; y++) {
    const from = (rect.y + y) * width + rect.x;
    out.set(pixels.subarray(from, from + rect.width), y * rect.width);
  }
  return out;
}

function clear(pixels: Uint32Array, width: number, rect: Rect): void {
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    pixels.fill(0, y * width + rect.x, y * width + rect.x + rect.width);
  }
}
