import { movedSelection, moveSelected } from '../../../shared/sprite/edits/paintEdits.ts';
import { intersect, spanned } from '../../../shared/sprite/rect.ts';
import { combineSelection, isSelected } from '../../../shared/sprite/selection.ts';
import { dragged } from './dragged.ts';
import { corners } from './drawnShapes.ts';
import { pixelAt } from './freehand.ts';
import { type Stroke, selectionMode, type Tool, type ToolContext, type ToolPoint } from './tool.ts';

/**
 * Selects a rectangle. Shift adds, Alt+Shift takes away, Mod+Shift keeps what both have; a click without dragging
 * deselects. Started inside a selection, it moves the selected pixels instead; Mod moves a copy.
 */
export const marquee: Tool = {
  cursor: 'crosshair',
  usesBrush: false,
  start(context, first) {
    const { x, y } = pixelAt(first);
    const { shift } = first.modifiers;
    const inside = context.selection !== null && isSelected(context.selection, x, y);
    return inside && !shift ? moveStroke(context, first) : selectStroke(context, first);
  },
};

function selectStroke({ sprite, selection }: ToolContext, first: ToolPoint): Stroke {
  const mode = selectionMode(first.modifiers);
  return dragged(first, (last) => {
    const [start, end] = [pixelAt(first), pixelAt(last)];
    if (mode === 'replace' && start.x === end.x && start.y === end.y) return { kind: 'selection', selection: null };
    // The keys that chose the mode are still down at first; they shape the rectangle only in plain selections.
    const shaping = mode === 'replace' ? last.modifiers : { shift: false, alt: false, mod: false };
    const rect = spanned(...corners(start, end, shaping));
    const within = intersect(rect, { x: 0, y: 0, width: sprite.width, height: sprite.height });
    return { kind: 'selection', selection: combineSelection(selection, within, mode) };
  });
}

/** Moves the selected pixels, and the selection with them. */
export function moveStroke(context: ToolContext, first: ToolPoint): Stroke {
  const { selection } = context;
  return dragged(first, (last) => {
    if (selection === null) return { kind: 'nothing' };
    const [start, end] = [pixelAt(first), pixelAt(last)];
    const { x: dx, y: dy } = locked(end.x - start.x, end.y - start.y, last.modifiers.shift);
    return {
      kind: 'editAndSelection',
      edit: moveSelected(context, selection, dx, dy, first.modifiers.mod),
      selection: movedSelection(selection, dx, dy),
    };
  });
}

/** Shift keeps a move to the longer of its two directions. */
export function locked(dx: number, dy: number, lock: boolean): { readonly x: number; readonly y: number } {
  if (!lock) return { x: dx, y: dy };
  return Math.abs(dx) >= Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy };
}
