import { setSurface, surfaceAt } from '../../../shared/sprite/edits/paintEdits.ts';
import { editRaster, emptyRaster, getPixel, type Raster } from '../../../shared/sprite/raster.ts';
import { contains, type Point } from '../../../shared/sprite/rect.ts';
import { isSelected } from '../../../shared/sprite/selection.ts';
import type { Ink } from './ink.ts';
import { brushPixels, type Visit } from './shapes.ts';
import type { ToolContext, ToolResult } from './tool.ts';

/** A cel being painted on: where ink has gone so far, and what that made of it. */
export interface Painting {
  readonly context: ToolContext;
  readonly ink: Ink;
  readonly base: Raster;
  readonly origin: Point;
  /** 1 where ink has gone, so that it goes nowhere twice in one stroke. In canvas coordinates. */
  readonly touched: Raster;
  readonly painted: Raster;
}

export function startPainting(context: ToolContext, ink: Ink): Painting {
  const { raster, origin } = surfaceAt(context.sprite, context);
  return { context, ink, base: raster, origin, touched: emptyRaster('indexed'), painted: raster };
}

/** Puts ink on every pixel that `shape` visits, within the canvas and the selection. Costs what it adds. */
export function addInk(painting: Painting, shape: (visit: Visit) => void): Painting {
  const { context, ink, base, origin } = painting;
  const canvas = { x: 0, y: 0, width: context.sprite.width, height: context.sprite.height };
  let { painted } = painting;
  const touched = editRaster(painting.touched, (mask) => {
    painted = editRaster(painting.painted, (draft) =>
      shape((x, y) => {
        if (!contains(canvas, x, y) || mask.get(x, y) === 1 || !isSelected(context.selection, x, y)) return;
        mask.set(x, y, 1);
        draft.set(x - origin.x, y - origin.y, ink(getPixel(base, x - origin.x, y - origin.y)));
      }),
    );
  });
  return { ...painting, touched, painted };
}

/** The same, with the brush set down on every pixel of the path. */
export function addBrushed(painting: Painting, path: (visit: Visit) => void): Painting {
  const { brushSize, brushShape } = painting.context.options;
  const brush = brushPixels(brushSize, brushShape);
  return addInk(painting, (visit) =>
    path((x, y) => {
      for (const pixel of brush) visit(x + pixel.x, y + pixel.y);
    }),
  );
}

export function paintingResult({ context, painted }: Painting): ToolResult {
  return { kind: 'edit', edit: setSurface(context, painted) };
}
