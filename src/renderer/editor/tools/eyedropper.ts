import { composite } from '../../../shared/sprite/composite.ts';
import { indexOf } from '../../../shared/sprite/edits/frameEdits.ts';
import { contains } from '../../../shared/sprite/rect.ts';
import { dragged } from './dragged.ts';
import { pixelAt } from './freehand.ts';
import type { Tool } from './tool.ts';

/** Takes the colour under the pointer, of the whole picture or of the current layer. */
export const eyedropper: Tool = {
  cursor: 'crosshair',
  usesBrush: false,
  start({ sprite, frame, layer, options }, first) {
    return dragged(first, (last) => {
      const { x, y } = pixelAt(last);
      if (!contains({ x: 0, y: 0, width: sprite.width, height: sprite.height }, x, y)) return { kind: 'nothing' };
      const shows =
        options.pickFrom === 'all'
          ? undefined
          : { shows: (each: { id: number; kind: string }) => each.kind === 'group' || each.id === layer };
      const [color = 0] = composite(sprite, indexOf(sprite, frame), { x, y, width: 1, height: 1 }, shows);
      return { kind: 'color', color };
    });
  },
};
