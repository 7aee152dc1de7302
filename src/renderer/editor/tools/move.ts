import { moveCel } from '../../../shared/sprite/edits/paintEdits.ts';
import { dragged } from './dragged.ts';
import { pixelAt } from './freehand.ts';
import { locked, moveStroke } from './marquee.ts';
import type { Tool } from './tool.ts';

/** Moves the cel, or the selected pixels when there is a selection. Shift keeps to one direction. */
export const move: Tool = {
  cursor: 'move',
  usesBrush: false,
  start(context, first) {
    if (context.selection !== null) return moveStroke(context, first);
    return dragged(first, (last) => {
      const [start, end] = [pixelAt(first), pixelAt(last)];
      const { x, y } = locked(end.x - start.x, end.y - start.y, last.modifiers.shift);
      return { kind: 'edit', edit: moveCel(context, x, y) };
    });
  },
};
