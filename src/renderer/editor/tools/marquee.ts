import { intersect, spanned } from '../../../shared/sprite/rect.ts';
import { combineSelection, isSelected } from '../../../shared/sprite/selection.ts';
import { dragged } from './dragged.ts';
import { corners } from './drawnShapes.ts';
import { lift, setDown } from './floating.ts';
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
    return inside && !shift && context.canDraw ? moveStroke(context, first) : selectStroke(context, first);
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
  const { sprite, layer, frame, selection } = context;
  if (selection === null) return dragged(first, () => ({ kind: 'nothing' }));
  const sheet = lift({ sprite, layer, frame, selection }, first.modifiers.mod);
  return dragged(first, (last) => {
    const [start, end] = [pixelAt(first), pixelAt(last)];
    const { x: dx, y: dy } = locked(end.x - start.x, end.y - start.y, last.modifiers.shift);
    if (dx === 0 && dy === 0) return { kind: 'nothing' };
    const landed = setDown(sheet, sprite, dx, dy);
    return { kind: 'editAndSelection', edit: () => landed.sprite, selection: landed.selection };
  });
}

/** Shift keeps a move to the longer of its two directions. */
export function locked(dx: number, dy: number, lock: boolean): { readonly x: number; readonly y: number } {
  if (!lock) return { x: dx, y: dy };
  return Math.abs(dx) >= Math.abs(dy) ? { x: dx, y: 0 } : { x: 0, y: dy };
}
