import type { Point } from '../../../shared/sprite/rect.ts';
import { dragged } from './dragged.ts';
import { pixelAt } from './freehand.ts';
import { paintInk } from './ink.ts';
import { addBrushed, addInk, paintingResult, startPainting } from './paintStroke.ts';
import { linePixels, rectanglePixels, snapAngle, squareCorner } from './shapes.ts';
import type { Modifiers, Tool } from './tool.ts';

/** From where the button went down to where it is; Shift or Mod keeps to clean angles. */
export const line: Tool = {
  cursor: 'crosshair',
  usesBrush: true,
  start(context, first) {
    const painting = startPainting(context, paintInk(context));
    return dragged(first, (last) => {
      const from = pixelAt(first);
      const to = last.modifiers.shift || last.modifiers.mod ? snapAngle(from, pixelAt(last)) : pixelAt(last);
      return paintingResult(addBrushed(painting, (visit) => linePixels(from, to, visit)));
    });
  },
};

/** Corner to corner; Shift makes it square, Mod draws it from its middle. */
export const rectangle: Tool = {
  cursor: 'crosshair',
  usesBrush: true,
  start(context, first) {
    const painting = startPainting(context, paintInk(context));
    const { filled } = context.options;
    return dragged(first, (last) => {
      const [a, b] = corners(pixelAt(first), pixelAt(last), last.modifiers);
      const add = filled ? addInk : addBrushed;
      return paintingResult(add(painting, (visit) => rectanglePixels(a, b, filled, visit)));
    });
  },
};

/** The corners of a rectangle dragged from `start` to `end`. */
export function corners(start: Point, end: Point, { shift, mod }: Modifiers): readonly [Point, Point] {
  const to = shift ? squareCorner(start, end) : end;
  if (!mod) return [start, to];
  return [{ x: 2 * start.x - to.x, y: 2 * start.y - to.y }, to];
}
