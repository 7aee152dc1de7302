import type { Point, Rect } from '../../shared/sprite/rect.ts';
import { isSelected, type Selection } from '../../shared/sprite/selection.ts';

/** A straight piece of an outline, along pixel edges, from (x, y) over `length` to the right or down. */
export interface Edge {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly vertical: boolean;
}

/** The edges between the pixels within `bounds` that `inside` says yes to and all others, in pieces as long as possible. */
export function outlineOf(bounds: Rect, inside: (x: number, y: number) => boolean): readonly Edge[] {
  return [...edges(bounds, inside, false), ...edges(bounds, inside, true)];
}

function* edges(bounds: Rect, inside: (x: number, y: number) => boolean, vertical: boolean): Generator<Edge> {
  const [lines, steps] = vertical ? [bounds.width, bounds.height] : [bounds.height, bounds.width];
  for (let line = 0; line <= lines; line++) {
    let start = -1;
    for (let step = 0; step <= steps; step++) {
      const [x, y] = vertical ? [bounds.x + line, bounds.y + step] : [bounds.x + step, bounds.y + line];
      const before = vertical ? inside(x - 1, y) : inside(x, y - 1);
      const isEdge = step < steps && before !== inside(x, y);
      if (isEdge && start < 0) start = step;
      if (isEdge || start < 0) continue;
      const length = step - start;
      yield vertical ? { x, y: bounds.y + start, length, vertical } : { x: bounds.x + start, y, length, vertical };
      start = -1;
    }
  }
}

const known = new WeakMap<Selection, readonly Edge[]>();

/** The outline of a selection; worked out once for each. */
export function selectionOutline(selection: Selection): readonly Edge[] {
  const edges = known.get(selection) ?? outlineOf(selection.bounds, (x, y) => isSelected(selection, x, y));
  known.set(selection, edges);
  return edges;
}

const brushes = new WeakMap<readonly Point[], readonly Edge[]>();

/** The outline of a brush's pixels around (0, 0); worked out once for each brush. */
export function brushOutline(pixels: readonly Point[]): readonly Edge[] {
  const made = brushes.get(pixels);
  if (made) return made;
  const inside = new Set(pixels.map(({ x, y }) => `${x},${y}`));
  const reach = Math.max(...pixels.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y)))) + 1;
  const bounds = { x: -reach, y: -reach, width: 2 * reach + 1, height: 2 * reach + 1 };
  const edges = outlineOf(bounds, (x, y) => inside.has(`${x},${y}`));
  brushes.set(pixels, edges);
  return edges;
}
