import type { Point } from '../../../shared/sprite/rect.ts';
import { eraseInk, type Ink, paintInk } from './ink.ts';
import { addBrushed, type Painting, paintingResult, startPainting } from './paintStroke.ts';
import { linePixels, snapAngle } from './shapes.ts';
import type { Stroke, Tool, ToolContext, ToolPoint } from './tool.ts';

/** Follows the pointer with the brush. With Shift it starts with a line from where the last one ended. */
function freehand(inkOf: (context: ToolContext) => Ink): Tool {
  return {
    cursor: 'crosshair',
    usesBrush: true,
    start(context, point) {
      const at = pixelAt(point);
      const from = point.modifiers.shift && context.lastPoint ? context.lastPoint : at;
      const to = point.modifiers.shift && point.modifiers.mod ? snapAngle(from, at) : at;
      return begun(startPainting(context, inkOf(context)), from, to);
    },
  };
}

export const pencil = freehand(paintInk);
export const eraser = freehand(eraseInk);

function begun(painting: Painting, from: Point, to: Point): Stroke {
  if (painting.context.options.pixelPerfect && painting.context.options.brushSize === 1) {
    return perfectStroke(painting, [], pathBetween(from, to));
  }
  return plainStroke(
    addBrushed(painting, (visit) => linePixels(from, to, visit)),
    to,
  );
}

function plainStroke(painting: Painting, end: Point): Stroke {
  return {
    end,
    extend(points) {
      let last = end;
      const next = addBrushed(painting, (visit) => {
        for (const point of points) {
          const to = pixelAt(point);
          linePixels(last, to, visit);
          last = to;
        }
      });
      return plainStroke(next, last);
    },
    result: () => paintingResult(painting),
  };
}

/**
 * One pixel wide without corners: of every L of three pixels the middle one is left out. `settled` has the ink that no
 * later point can take back; the last two pixels of `tail` are still open.
 */
function perfectStroke(settled: Painting, tail: readonly Point[], added: readonly Point[]): Stroke {
  const pixels: Point[] = [...tail];
  const fixed: Point[] = [];
  for (const pixel of added) {
    const last = pixels.at(-1);
    if (last && last.x === pixel.x && last.y === pixel.y) continue;
    const before = pixels.at(-2);
    if (last && before && isCorner(before, last, pixel)) pixels.pop();
    pixels.push(pixel);
    while (pixels.length > 2) {
      const done = pixels.shift();
      if (done) fixed.push(done);
    }
  }
  const next = fixed.length === 0 ? settled : inked(settled, fixed);
  const end = pixels.at(-1) ?? { x: 0, y: 0 };
  return {
    end,
    extend(points) {
      let last = end;
      const path = points.flatMap((point) => {
        const to = pixelAt(point);
        const between = pathBetween(last, to);
        last = to;
        return between;
      });
      return perfectStroke(next, pixels, path);
    },
    result: () => paintingResult(inked(next, pixels)),
  };
}

function inked(painting: Painting, pixels: readonly Point[]): Painting {
  return addBrushed(painting, (visit) => {
    for (const { x, y } of pixels) visit(x, y);
  });
}

function pathBetween(a: Point, b: Point): readonly Point[] {
  const path: Point[] = [];
  linePixels(a, b, (x, y) => path.push({ x, y }));
  return path;
}

function isCorner(a: Point, b: Point, c: Point): boolean {
  const touches = (p: Point, q: Point): boolean => Math.abs(p.x - q.x) + Math.abs(p.y - q.y) === 1;
  return touches(a, b) && touches(b, c) && a.x !== c.x && a.y !== c.y;
}

export function pixelAt({ x, y }: ToolPoint): Point {
  return { x: Math.floor(x), y: Math.floor(y) };
}
